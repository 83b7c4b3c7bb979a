"""Sign-on: touch a name, type a PIN; or scan a badge, which is both at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.sign_on.view_state import NewcomerState, SignOnState
from ui.theme.tokens import KEY_HEIGHT, SPACE_S
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import set_tone, text_label
from ui.widgets.pin_dots import PinDots
from ui.widgets.tile_grid import Tile, TileGrid

_SHEET_WIDTH = 304


class SignOnScreen(TwoColumns):
    """The last digit of the PIN signs on; what stands in the way is said where the eyes are."""

    operator_touched = Signal(str)
    digit_pressed = Signal(str)
    erased = Signal()
    letter_typed = Signal(str)
    let_in_touched = Signal()
    newcomer_answered = Signal(str, str, str, str)
    newcomer_left = Signal()
    others_touched = Signal()
    sheet_opened = Signal(QWidget)
    sheet_closed = Signal()

    def __init__(self) -> None:
        super().__init__("signOn")
        self._state: SignOnState | None = None
        self._greeting = text_label("", "heading", "greeting", wrap=True)
        self._basket = text_label("", "hint", "openBasket", wrap=True)
        set_tone(self._basket, "info")
        self._tiles = TileGrid("operators", 4, 3)
        self._unclosed = text_label("", "hint", "unclosedDay", wrap=True)
        set_tone(self._unclosed, "warn")
        self._let_in = Key(tr("Somebody new here"), "letIn", icon="user")
        self._remarks = text_label("", "muted", "remarks", wrap=True)
        self._prompt = text_label("", "title", "pinPrompt", wrap=True)
        self._refusal = text_label("", "hint", "pinRefusal", wrap=True)
        set_tone(self._refusal, "danger")
        self._dots = PinDots()
        self._pad = DigitPad("pinDigits", double_zero=False)
        self._others = Key(tr("Other people"), "otherPeople", icon="arrow-left")
        self._card = Card("peopleCard")
        for widget in (self._greeting, self._basket, self._tiles, self._unclosed):
            self._card.inside.addWidget(widget)
        self._card.inside.addWidget(self._let_in, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.inside.addStretch(1)
        self._card.inside.addWidget(self._remarks)
        self.main.addWidget(self._card, 1)
        self._strip = QVBoxLayout()
        self.side.addLayout(self._strip)
        self.side.addStretch(1)
        for pin in (self._prompt, self._refusal, self._dots, self._pad, self._others):
            self.side.addWidget(pin)
        self._tiles.chosen.connect(self.operator_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._let_in.clicked.connect(self.let_in_touched)
        self._others.clicked.connect(self.others_touched)

    def strip_slot(self) -> QLayout:
        """Above the digits."""
        return self._strip

    def set_form(self, form: Form) -> None:
        """Names beside digits; on a handheld names first, then digits."""
        super().set_form(form)
        self._tiles.set_shape({Form.WIDE: 4, Form.UPRIGHT: 3, Form.HANDHELD: 2}[form], 6)
        if form is Form.WIDE:
            self._tiles.set_shape(3, 4)
        self._show_parts()

    def type_key(self, text: str) -> None:
        """A key of a keyboard: letters look for a name, digits are the PIN."""
        if text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif text == "\b":
            self.erased.emit()
        elif text.isalpha():
            self.letter_typed.emit(text)

    def render_state(self, state: SignOnState) -> None:
        """Draw what differs."""
        before, self._state = self._state, state
        self._greeting.setText(state.greeting)
        self._basket.setText(state.basket)
        self._tiles.render_tiles(
            tuple(
                Tile(person.number, person.label, spoken=person.spoken)
                for person in state.operators
            )
        )
        self._name_tiles(state)
        self._unclosed.setText(state.unclosed_day)
        self._remarks.setText("\n".join(part for part in (state.offline, *state.remarks) if part))
        self._prompt.setText(state.prompt)
        self._refusal.setText(state.refusal)
        self._dots.render_count(state.digits, state.pin_length)
        self._show_parts()
        asked = None if before is None else before.newcomer
        if state.newcomer != asked:
            self._render_newcomer(state.newcomer)

    def _show_parts(self) -> None:
        state = self._state
        if state is None:
            return
        one_thing = self.form is Form.HANDHELD
        names, digits = not (one_thing and state.chosen), not one_thing or bool(state.chosen)
        self._card.setVisible(names)
        self._greeting.setVisible(names)
        self._tiles.setVisible(names)
        self._let_in.setVisible(names)
        self._basket.setVisible(names and bool(state.basket))
        self._unclosed.setVisible(names and bool(state.unclosed_day))
        self._remarks.setVisible(names and bool(self._remarks.text()))
        self._refusal.setVisible(bool(state.refusal))
        for widget in (self._prompt, self._dots, self._pad):
            widget.setVisible(digits)
        self._others.setVisible(one_thing and bool(state.chosen))

    def _name_tiles(self, state: SignOnState) -> None:
        for key, person in zip(self._tiles.findChildren(Key), state.operators, strict=False):
            key.setCheckable(True)
            key.setChecked(person.number == state.chosen)

    def _render_newcomer(self, newcomer: NewcomerState | None) -> None:
        if newcomer is None:
            self.sheet_closed.emit()
            return
        sheet = NewcomerSheet(newcomer)
        sheet.answered.connect(self.newcomer_answered)
        sheet.left.connect(self.newcomer_left)
        self.sheet_opened.emit(sheet)


class NewcomerSheet(QWidget):
    """A manager vouches for somebody whom this device does not know yet, for today only."""

    answered = Signal(str, str, str, str)
    left = Signal()

    def __init__(self, state: NewcomerState) -> None:
        super().__init__()
        self.setObjectName("newcomerSheet")
        self.setAccessibleName(state.title)
        self.setFixedWidth(_SHEET_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(text_label(state.title, "heading", "newcomerTitle", wrap=True))
        column.addWidget(text_label(state.detail, "body", "newcomerDetail", wrap=True))
        self._name = self._field(column, tr("Name of the new person"), "newcomerName")
        self._number = self._field(column, tr("Their number"), "newcomerNumber")
        self._manager = self._field(column, tr("Manager’s number"), "managerNumber")
        self._pin = self._field(column, tr("Manager’s PIN"), "managerPin")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.returnPressed.connect(self._answer)
        let_in = Key(tr("Let in for today"), "letInForToday", kind=KeyKind.PRIMARY)
        let_in.clicked.connect(self._answer)
        leave = Key(tr("Not now"), "newcomerLeave")
        leave.clicked.connect(self.left)
        column.addWidget(let_in)
        column.addWidget(leave)

    def _field(self, column: QVBoxLayout, caption: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(caption)
        field.setPlaceholderText(caption)
        field.setFixedHeight(KEY_HEIGHT)
        column.addWidget(field)
        return field

    def _answer(self) -> None:
        self.answered.emit(
            self._number.text().strip(),
            self._name.text().strip(),
            self._manager.text().strip(),
            self._pin.text(),
        )
