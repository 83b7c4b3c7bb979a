"""Goods without a listing: the department is touched, then the price typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.money_format import format_money
from ui.theme.tokens import ROW_HEIGHT, SPACE_M
from ui.translation import tr
from ui.typed_amount import TypedAmount
from ui.widgets.choice_list import ChoiceList
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import text_label
from ui.widgets.row_state import ChoiceRow

_WIDTH = 304
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
        self._typed = TypedAmount(currency)
        self._title = text_label(tr("Sell as department"), "heading", "unlistedTitle", wrap=True)
        hint = tr("Not in our list: {code}", code=code) if code else tr("Head office looks at it.")
        self._rows = ChoiceList("departments", tr("Departments"))
        self._rows.setFixedHeight(min(len(departments), _ROWS) * ROW_HEIGHT + 2 * SPACE_M)
        self._rows.render_rows(tuple(ChoiceRow(name, name, "", "") for name in departments))
        self._shown = text_label("", "heading", "unlistedTyped")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pad = DigitPad("unlistedDigits", double_zero=False)
        self._take = Key(tr("Add it"), "unlistedTake", kind=KeyKind.PRIMARY)
        leave = Key(tr("Leave it"), "unlistedLeave")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self._title)
        self._hint = text_label(hint, "hint", "unlistedHint", wrap=True)
        for widget in (self._hint, self._rows, self._shown, self._pad, self._take, leave):
            column.addWidget(widget)
        self._rows.row_touched.connect(self._department_touched)
        self._rows.row_entered.connect(self._department_touched)
        self._pad.digit_pressed.connect(self._press)
        self._pad.erased.connect(self._erase)
        self._take.clicked.connect(self._taken)
        leave.clicked.connect(self.left)
        self._render()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter of a keyboard do what the pad does."""
        if not self._department:
            super().keyPressEvent(event)
        elif event.text().isdecimal() and event.text().isascii():
            self._press(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._taken()
        else:
            super().keyPressEvent(event)

    def _department_touched(self, name: str) -> None:
        self._department = name
        self._render()
        self.setFocus()

    def _press(self, digit: str) -> None:
        self._typed.press(digit)
        self._render()

    def _erase(self) -> None:
        self._typed.erase()
        self._render()

    def _taken(self) -> None:
        if self._typed.amount.amount_minor:
            self.chosen.emit(self._department, self._typed.amount.amount_minor)

    def _render(self) -> None:
        named = bool(self._department)
        self._title.setText(self._department or tr("Sell as department"))
        first: tuple[QWidget, ...] = (self._hint, self._rows)
        second: tuple[QWidget, ...] = (self._shown, self._pad, self._take)
        for part in first + second:
            part.setVisible(part in second if named else part in first)
        self._shown.setText(format_money(self._typed.amount))
        self._take.setEnabled(self._typed.amount.amount_minor > 0)
