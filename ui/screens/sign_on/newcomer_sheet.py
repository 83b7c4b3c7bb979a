"""The newcomer sheet: a manager vouches for somebody whom this device does not know yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.sign_on.view_state import NewcomerState
from ui.theme.tokens import KEY_HEIGHT, SPACE_L, SPACE_S
from ui.translation import tr
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import text_label
from ui.widgets.letter_pad import LetterPad

_WIDTH = 300
_PAD_WIDTH = 520


class NewcomerSheet(QWidget):
    """Works by touch alone: the pad is the one for the field that is open; good for today only."""

    answered = Signal(str, str, str, str)
    left = Signal()

    def __init__(self, state: NewcomerState) -> None:
        super().__init__()
        self.setObjectName("newcomerSheet")
        self.setAccessibleName(state.title)
        self._form = Form.WIDE
        self._name = self._field(tr("Name of the new person"), "newcomerName")
        self._number = self._field(tr("Their number"), "newcomerNumber")
        self._manager = self._field(tr("Manager’s number"), "managerNumber")
        self._pin = self._field(tr("Manager’s PIN"), "managerPin")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._fields = (self._name, self._number, self._manager, self._pin)
        self._open = self._name
        self._detail = text_label(state.detail, "body", "newcomerDetail", wrap=True)
        self._letters = LetterPad("newcomerLetters")
        self._digits = DigitPad("newcomerDigits", double_zero=False)
        self._let_in = Key("", "letInForToday", kind=KeyKind.PRIMARY)
        self._leave = Key(tr("Not now"), "newcomerLeave")
        self._lay_out(state.title)
        for pad in (self._letters, self._digits):
            pad.erased.connect(self._erase)
        self._letters.typed.connect(self._type)
        self._digits.digit_pressed.connect(self._type)
        self._let_in.clicked.connect(self._go_on)
        self._leave.clicked.connect(self.left)
        self._show_open()

    def set_form(self, form: Form) -> None:
        """Fields beside the pad; on a handheld one field at a time above it."""
        self._form = form
        wide, handheld = form is Form.WIDE, form is Form.HANDHELD
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        self._left.setFixedWidth(_WIDTH if wide or handheld else _PAD_WIDTH)
        self._pads.setFixedWidth(_WIDTH if handheld else _PAD_WIDTH)
        self._letters.set_narrow(handheld)
        self._detail.setVisible(not handheld)
        self._show_open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field that is touched is the one to type in."""
        if event.type() == QEvent.Type.FocusIn and watched in self._fields:
            self._open = next(field for field in self._fields if field is watched)
            self._show_open()
        return False

    def _lay_out(self, title: str) -> None:
        self._left, self._pads = QWidget(), QWidget()
        left = QVBoxLayout(self._left)
        left.addWidget(text_label(title, "heading", "newcomerTitle", wrap=True))
        left.addWidget(self._detail)
        for field in self._fields:
            left.addWidget(field)
        left.addStretch(1)
        pads = QVBoxLayout(self._pads)
        for widget in (self._letters, self._digits):
            pads.addWidget(widget)
        pads.addStretch(1)
        pads.addWidget(self._let_in)
        pads.addWidget(self._leave)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE_L)
        for column in (left, pads):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE_S)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._pads)

    def _field(self, caption: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(caption)
        field.setPlaceholderText(caption)
        field.setFixedHeight(KEY_HEIGHT)
        # A long finger on the field must not bring up the menu of a desktop.
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        field.installEventFilter(self)
        field.returnPressed.connect(self._go_on)
        return field

    def _type(self, text: str) -> None:
        begins = self._open is self._name and self._open.text()[-1:] in ("", " ")
        self._open.insert(text.upper() if begins else text)
        self._show_open()

    def _erase(self) -> None:
        self._open.backspace()
        self._show_open()

    def _go_on(self) -> None:
        """To the next field that is empty; with none left, the manager lets them in."""
        empty = next((field for field in self._fields if not field.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
            self._open = empty
            self._show_open()
            return
        name, number, manager, pin = (field.text().strip() for field in self._fields)
        self.answered.emit(number, name, manager, pin)

    def _show_open(self) -> None:
        is_word, last = self._open is self._name, self._open is self._pin
        for field in self._fields:
            field.setVisible(self._form is not Form.HANDHELD or field is self._open)
        self._letters.setVisible(is_word)
        self._digits.setVisible(not is_word)
        self._let_in.set_key(tr("Let in for today") if last else tr("Next"))
