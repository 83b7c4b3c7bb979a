"""Whose sale it is: the end of a phone number by touch, a name by keyboard, and those who answer to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.customer import Customer
from ui.theme.tokens import ROW_HEIGHT, SPACE_M
from ui.translation import tr
from ui.widgets.choice_list import ChoiceList
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key
from ui.widgets.labels import text_label
from ui.widgets.row_state import ChoiceRow

_WIDTH = 300
_ROWS = 2


class CustomerSheet(QWidget):
    """Asks nothing: the next scan closes it; a loyalty card answers it."""

    typed = Signal(str)
    chosen = Signal(str)
    taken_off = Signal()
    left = Signal()

    def __init__(self, attached: str) -> None:
        super().__init__()
        self.setObjectName("customerSheet")
        self.setAccessibleName(tr("Customer"))
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = ""
        hint = attached or tr("Scan the card, or type the end of the phone number or a name.")
        self._shown = text_label("", "heading", "customerTyped")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rows = ChoiceList("customersFound", tr("Customers found"))
        self._rows.setFixedHeight(_ROWS * ROW_HEIGHT + SPACE_M)
        pad = DigitPad("customerDigits", double_zero=False)
        off = Key(tr("Take off"), "customerOff")
        off.setVisible(bool(attached))
        leave = Key(tr("Leave it"), "customerLeave")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        self._asks = hint
        self._hint = text_label(hint, "hint", "customerHint", wrap=True)
        column.addWidget(self._hint)
        for widget in (self._shown, self._rows, pad, off, leave):
            column.addWidget(widget)
        self._rows.row_touched.connect(self.chosen)
        self._rows.row_entered.connect(self.chosen)
        pad.digit_pressed.connect(self._press)
        pad.erased.connect(self._erase)
        off.clicked.connect(self.taken_off)
        leave.clicked.connect(self.left)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits of a keyboard; Enter takes the first who was found."""
        text = event.text()
        if event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows.rows:
            self.chosen.emit(self._rows.rows[0].key)
        elif text and text.isprintable():
            self._press(text)
        else:
            super().keyPressEvent(event)

    def render_found(self, words: str, people: tuple[Customer, ...]) -> None:
        """Show who answers to what was typed, unless more was typed meanwhile."""
        if words == self._words:
            rows = tuple(ChoiceRow(one.number, one.name, one.phone, "") for one in people)
            self._rows.render_rows(rows, rows[0].key if rows else None)
            nobody = words and not rows
            self._hint.setText(tr("Nobody here answers to that.") if nobody else self._asks)

    def _press(self, text: str) -> None:
        self._words += text
        self._show()

    def _erase(self) -> None:
        self._words = self._words[:-1]
        self._show()

    def _show(self) -> None:
        self._shown.setText(self._words or "…")
        self._shown.setAccessibleName(tr("Typed {digits}", digits=self._words))
        self.typed.emit(self._words)
