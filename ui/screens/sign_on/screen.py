"""Sign-on: touch a name, type a PIN; or scan a badge, which is both at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.sign_on.newcomer_sheet import NewcomerSheet
from ui.screens.sign_on.place import Place
from ui.screens.sign_on.view_state import NewcomerState, SignOnState
from ui.theme.tokens import SPACE_L, SPACE_M
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key
from ui.widgets.labels import set_tone, text_label
from ui.widgets.person_tile import PeopleGrid
from ui.widgets.pin_dots import PinDots
from ui.widgets.tile_grid import Tile

_FEW = 6
_TILES = 12
_COLUMNS = {Form.WIDE: 3, Form.UPRIGHT: 3, Form.HANDHELD: 2}


class SignOnScreen(TwoColumns):
    """The last digit of the PIN signs on; what stands in the way is said where the eyes are."""

    operator_touched = Signal(str)
    digit_pressed = Signal(str)
    erased = Signal()
    letter_typed = Signal(str)
    close_first_touched = Signal()
    let_in_touched = Signal()
    newcomer_answered = Signal(str, str, str, str)
    newcomer_left = Signal()
    others_touched = Signal()
    sheet_opened = Signal(QWidget)
    sheet_closed = Signal()

    def __init__(self) -> None:
        super().__init__("signOn")
        self._state: SignOnState | None = None
        self._strip = QVBoxLayout()
        self._build_people()
        self._build_pin()

    def strip_slot(self) -> QLayout:
        """Above the digits."""
        return self._strip

    def set_form(self, form: Form) -> None:
        """Names beside digits; on a handheld names first, then digits."""
        super().set_form(form)
        self._place.set_form(form)
        wide = form is Form.WIDE
        home, at = (self.side, 0) if wide else (self.main, 0)
        if home.indexOf(self._place) < 0:
            home.insertWidget(at, self._place)
        self._shape_tiles()
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
        self._place.render_place(state.place)
        self._greeting.setText(state.place.greeting)
        self._store.setText(state.place.store)
        self._basket.setText(state.basket)
        self._search.setText(state.search)
        self._tiles.render_tiles(
            tuple(
                Tile(
                    person.number,
                    person.label,
                    spoken=person.spoken,
                    detail=person.detail,
                    disc=person.initials,
                )
                for person in state.operators
            )
        )
        self._tiles.choose(state.chosen)
        self._shape_tiles()
        self._unclosed.setText(state.unclosed_day)
        self._remarks.setText("\n".join(state.remarks))
        self._prompt.setText(state.prompt)
        self._refusal.setText(state.refusal)
        self._dots.render_count(state.digits, state.pin_length)
        self._show_parts()
        asked = None if before is None else before.newcomer
        if state.newcomer != asked:
            self._render_newcomer(state.newcomer)

    def _build_people(self) -> None:
        self._place = Place()
        self._greeting = text_label("", "display", "greeting", wrap=True)
        self._store = text_label("", "name", "storeName", wrap=True)
        self._basket = text_label("", "hint", "openBasket", wrap=True)
        set_tone(self._basket, "info")
        self._unclosed = text_label("", "hint", "unclosedDay", wrap=True)
        set_tone(self._unclosed, "warn")
        self._close_first = Key(tr("Close it first"), "closeFirst", icon="calculator")
        self._tiles = PeopleGrid("operators", 3, 4)
        self._search = text_label("", "muted", "peopleSearch", wrap=True)
        self._let_in = Key(tr("Somebody new here"), "letIn", icon="user")
        self._remarks = text_label("", "muted", "remarks", wrap=True)
        unclosed = QHBoxLayout()
        unclosed.setSpacing(SPACE_M)
        unclosed.addWidget(self._unclosed, 1)
        unclosed.addWidget(self._close_first)
        self.main.setSpacing(SPACE_M)
        self.main.addWidget(self._greeting)
        self.main.addWidget(self._store)
        self.main.addLayout(unclosed)
        for widget in (self._basket, self._tiles, self._search):
            self.main.addWidget(widget)
        self.main.addWidget(self._let_in, 0, Qt.AlignmentFlag.AlignLeft)
        self.main.addStretch(1)
        self.main.addWidget(self._remarks)

    def _build_pin(self) -> None:
        self._prompt = text_label("", "title", "pinPrompt", wrap=True)
        self._refusal = text_label("", "hint", "pinRefusal", wrap=True)
        set_tone(self._refusal, "danger")
        self._dots = PinDots()
        self._pad = DigitPad("pinDigits", double_zero=False)
        self._others = Key(tr("Other people"), "otherPeople", icon="arrow-left")
        self.side.addSpacing(SPACE_L)
        self.side.addLayout(self._strip)
        self.side.addStretch(1)
        for pin in (self._prompt, self._refusal, self._dots, self._pad, self._others):
            self.side.addWidget(pin)
        self._tiles.chosen.connect(self.operator_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._close_first.clicked.connect(self.close_first_touched)
        self._let_in.clicked.connect(self.let_in_touched)
        self._others.clicked.connect(self.others_touched)

    def _shape_tiles(self) -> None:
        """Few people have large tiles; many share the room."""
        count = 0 if self._state is None else len(self._state.operators)
        few, form = count <= _FEW, self.form
        columns = 2 if few and form is Form.WIDE else _COLUMNS[form]
        self._tiles.set_roomy(few and form is not Form.HANDHELD)
        self._tiles.set_shape(columns, -(-_TILES // columns))

    def _show_parts(self) -> None:
        state = self._state
        if state is None:
            return
        one_thing = self.form is Form.HANDHELD
        names, digits = not (one_thing and state.chosen), not one_thing or bool(state.chosen)
        self._tiles.setVisible(names)
        self._let_in.setVisible(names)
        self._greeting.setVisible(not one_thing)
        self._store.setVisible(names)
        self._basket.setVisible(names and bool(state.basket))
        self._search.setVisible(names and bool(state.search))
        self._unclosed.setVisible(names and bool(state.unclosed_day))
        self._close_first.setVisible(names and bool(state.unclosed_day))
        self._remarks.setVisible(names and bool(state.remarks))
        self._refusal.setVisible(bool(state.refusal))
        self._prompt.setVisible(digits)
        self._dots.setVisible(digits)
        self._pad.setVisible(digits)
        self._others.setVisible(one_thing and bool(state.chosen))

    def _render_newcomer(self, newcomer: NewcomerState | None) -> None:
        if newcomer is None:
            self.sheet_closed.emit()
            return
        sheet = NewcomerSheet(newcomer)
        sheet.answered.connect(self.newcomer_answered)
        sheet.left.connect(self.newcomer_left)
        self.sheet_opened.emit(sheet)
