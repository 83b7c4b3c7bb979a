"""Goods without a listing: the department is touched, then the price typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.tokens import ROW_HEIGHT, SPACE_M
from ui.translation import tr
from ui.widgets.amount_pad import AmountPad
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key
from ui.widgets.labels import text_label
from ui.widgets.row_state import ChoiceRow

_WIDTH = 300
_ROWS = 5


class UnlistedSheet(QWidget):
    """Asks nothing: the next scan closes it and is added."""

    chosen = Signal(str, int)
    left = Signal()

    def __init__(self, departments: tuple[str, ...], code: str, currency: str) -> None:
        super().__init__()
        self.setObjectName("unlistedSheet")
        self.setAccessibleName(tr("Sell as department"))
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._department = ""
        self._title = text_label(tr("Sell as department"), "heading", "unlistedTitle", wrap=True)
        hint = tr("Not in our list: {code}", code=code) if code else tr("Head office looks at it.")
        self._rows = ChoiceList("departments", tr("Departments"))
        self._rows.setFixedHeight(min(len(departments), _ROWS) * ROW_HEIGHT + 2 * SPACE_M)
        self._rows.render_rows(tuple(ChoiceRow(name, name, "", "") for name in departments))
        self._amount = AmountPad("unlisted", currency, tr("Add it"))
        leave = Key(tr("Leave it"), "unlistedLeave")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self._title)
        self._hint = text_label(hint, "hint", "unlistedHint", wrap=True)
        for widget in (self._hint, self._rows, self._amount, leave):
            column.addWidget(widget)
        self._rows.row_touched.connect(self._department_touched)
        self._rows.row_entered.connect(self._department_touched)
        self._amount.taken.connect(self._taken)
        leave.clicked.connect(self.left)
        self._render()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter of a keyboard do what the pad does."""
        if not self._department or not self._amount.press_key(event):
            super().keyPressEvent(event)

    def _department_touched(self, name: str) -> None:
        self._department = name
        self._render()
        self.setFocus()

    def _taken(self, minor: int) -> None:
        self.chosen.emit(self._department, minor)

    def _render(self) -> None:
        named = bool(self._department)
        self._title.setText(self._department or tr("Sell as department"))
        for part in (self._hint, self._rows):
            part.setVisible(not named)
        self._amount.setVisible(named)
