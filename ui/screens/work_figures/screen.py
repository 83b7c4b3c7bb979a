"""Figures of picking and packing today: the store's, with the day in bars; nobody is ranked."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.work_figures.view_state import WorkFiguresState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.day_plot import DayPlot
from ui.widgets.figure_rows import FigureRows
from ui.widgets.key import PrimaryKey
from ui.widgets.labels import text_label


class WorkFiguresScreen(TwoColumns):
    """Read when it comes to the front, and whenever orders move."""

    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("workFigures")
        card = Card("workCard")
        self._title = text_label("", "heading", "workTitle", wrap=True)
        self._plot_title = text_label(tr("Lines by hour"), "muted", "workPlotTitle")
        self._plot = DayPlot("workPlot")
        self._figures = FigureRows("workRows")
        self._back = PrimaryKey(tr("Back"), "workBack")
        for widget in (self._title, self._figures, self._plot_title):
            card.inside.addWidget(widget)
        card.inside.addWidget(self._plot, 1)
        card.inside.addStretch()
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        self.side.addWidget(self._back)
        self._back.clicked.connect(self.back_touched)

    def set_form(self, form: Form) -> None:
        """The key below the figures where it is narrow."""
        super().set_form(form)
        self._back.set_form(form)
        # the top bar says it there
        self._title.setVisible(form is not Form.HANDHELD)

    def render_state(self, state: WorkFiguresState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._figures.render_figures(state.figures)
        self._plot.render_hours(state.by_hour, state.spoken)
        # before the first line of the day there is nothing to draw
        for widget in (self._plot_title, self._plot):
            widget.setVisible(any(state.by_hour))
