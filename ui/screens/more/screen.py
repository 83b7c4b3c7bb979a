"""The menu of what is not needed for every customer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.more.view_state import MoreState
from ui.theme.tokens import SPACE_M
from ui.translation import tr
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.labels import text_label


class MoreScreen(QWidget):
    """Every row leads somewhere; nothing is listed that this person may not do."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("more")
        self.setProperty("role", "screen")
        self._title = text_label("", "heading", "moreTitle")
        self._rows = ChoiceList("moreRows", tr("What to do"))
        card = Card("moreCard", padded=False)
        card.inside.addWidget(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addWidget(self._title)
        column.addWidget(card, 1)
        self._rows.row_touched.connect(self.chosen)
        self._rows.row_entered.connect(self.chosen)

    def render_state(self, state: MoreState) -> None:
        """Draw the menu."""
        self._title.setText(state.title)
        self._rows.render_rows(state.rows)
