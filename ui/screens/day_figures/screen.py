"""The X report: figures so far, any time, as often as one likes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.day_figures.view_state import DayFiguresState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.figure_rows import FigureRows
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class DayFiguresScreen(TwoColumns):
    """What should be in the drawer is not among them: it is counted blind."""

    print_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("dayFiguresSoFar")
        card = Card("figuresCard")
        self._title = text_label("", "heading", "figuresTitle", wrap=True)
        self._remark = text_label("", "hint", "figuresRemark", wrap=True)
        self._figures = FigureRows("figuresSoFar")
        self._back = Key(tr("Back"), "figuresBack", icon="arrow-left")
        self._primary = PrimaryKey(tr("Print X report"), "printFigures")
        for widget in (self._title, self._remark, self._figures):
            card.inside.addWidget(widget)
        card.inside.addStretch(1)
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        self.side.addWidget(self._back)
        self.side.addWidget(self._primary)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.print_touched)

    def set_form(self, form: Form) -> None:
        """The keys below the figures where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)

    def render_state(self, state: DayFiguresState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._remark.setText(state.remark)
        self._remark.setVisible(bool(state.remark))
        self._figures.render_figures(state.figures)
        self._primary.setEnabled(state.can_print)
