"""Where the goods of a line are handed out: now, here later, or in another store, with what is there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.tokens import ROW_HEIGHT, SPACE_M
from ui.translation import tr
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key
from ui.widgets.labels import text_label
from ui.widgets.row_state import ChoiceRow

_WIDTH = 300
_ROWS_MAX = 5


class LaterSheet(QWidget):
    """Asks nothing: the next scan closes it, and the line stays as it is."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, title: str, rows: tuple[ChoiceRow, ...], selected: str) -> None:
        super().__init__()
        self.setObjectName("laterSheet")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        choices = ChoiceList("laterPlaces", tr("How it leaves"))
        choices.setFixedHeight(min(len(rows), _ROWS_MAX) * ROW_HEIGHT + SPACE_M)
        choices.render_rows(rows, selected)
        leave = Key(tr("Leave it"), "laterLeave")
        hint = tr("It is paid now, and waits for the customer of this sale.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(text_label(title, "heading", "laterTitle", wrap=True))
        column.addWidget(text_label(hint, "hint", "laterHint", wrap=True))
        column.addWidget(choices)
        column.addWidget(leave)
        choices.row_touched.connect(self.chosen)
        choices.row_entered.connect(self.chosen)
        leave.clicked.connect(self.left)
