"""The menu of what is not needed for every customer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.more.view_state import MoreState
from ui.theme.tokens import SPACE_M
from ui.translation import tr
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.labels import text_label
from ui.widgets.row_state import ChoiceRow


class MoreScreen(QWidget):
    """Every row leads somewhere; nothing is listed that this person may not do.

    Where it is wide the rows stand in two columns, so that all of them are in sight.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("more")
        self.setProperty("role", "screen")
        self._shown: tuple[ChoiceRow, ...] = ()
        self._wide = True
        self._title = text_label("", "heading", "moreTitle")
        self._rows = ChoiceList("moreRows", tr("What to do"))
        self._others = ChoiceList("moreOtherRows", tr("What else to do"))
        self._cards = tuple(Card(name, padded=False) for name in ("moreCard", "moreOtherCard"))
        columns = QHBoxLayout()
        columns.setSpacing(SPACE_M)
        for card, rows in zip(self._cards, (self._rows, self._others), strict=True):
            card.inside.addWidget(rows)
            columns.addWidget(card, 1)
            rows.row_touched.connect(self.chosen)
            rows.row_entered.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addWidget(self._title)
        column.addLayout(columns, 1)

    def set_form(self, form: Form) -> None:
        """One column where it is narrow."""
        self._wide = form is Form.WIDE
        self._cards[1].setVisible(self._wide)
        self._place()

    def render_state(self, state: MoreState) -> None:
        """Draw the menu."""
        self._title.setText(state.title)
        self._shown = state.rows
        self._place()

    def _place(self) -> None:
        half = (len(self._shown) + 1) // 2 if self._wide else len(self._shown)
        self._rows.render_rows(self._shown[:half])
        self._others.render_rows(self._shown[half:])
