"""The check: what the person shows, letters and digits to type it, and a manager where nothing else helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.approval_pad import ApprovalPad
from ui.form import Form
from ui.screens.pickup_check.view_state import CheckState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label
from ui.widgets.letter_pad import LetterPad


class PickupCheckScreen(TwoColumns):
    """A scan answers it from anywhere; a handheld shows letters or digits, never both."""

    typed = Signal(str)
    person_touched = Signal()
    refused_touched = Signal()
    approved = Signal(str, str)
    primary_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("pickupCheck")
        self._title = text_label("", "heading", "checkTitle", wrap=True)
        self._ask = text_label("", "name", "checkAsk", wrap=True)
        self._typed = text_label("", "bin", "checkTyped")
        self._typed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tries = text_label("", "warning", "checkTries")
        self._letters = LetterPad("checkLetters")
        self._digits = DigitPad("checkDigits", double_zero=False)
        self._switch = Key(tr("Letters"), "checkSwitch", icon="keyboard")
        self._pad = ApprovalPad("checkManager")
        self._person = Key("", "otherPerson", icon="user")
        self._person.setCheckable(True)
        self._refuse = Key("", "otherName")
        self._back = Key(tr("Back"), "checkBack", icon="arrow-left")
        self._primary = PrimaryKey("", "checkGoOn")
        self._state: CheckState | None = None
        self._letters_first = False
        for widget in (self._title, self._ask, self._typed, self._tries):
            self.main.addWidget(widget)
        self.main.addStretch(1)
        self.main.addWidget(self._letters)
        for part in (self._pad, self._digits, self._switch):
            self.side.addWidget(part)
        self.side.addStretch(1)
        for key in (self._person, self._refuse, self._back, self._primary):
            self.side.addWidget(key)
        self._connect()

    def set_form(self, form: Form) -> None:
        """Letters beside the digits where there is room, else one of both."""
        super().set_form(form)
        self._primary.set_form(form)
        self._pad.set_form(form)
        self._letters.set_narrow(form is Form.HANDHELD)
        self._show_parts()

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        state = self._state
        if state is not None and state.managers:
            self._pad.type_key(text)
        else:
            self.typed.emit(text)

    def render_state(self, state: CheckState) -> None:
        """Draw what differs."""
        self._state = state
        self._title.setText(state.title)
        self._ask.setText(state.ask)
        self._typed.setText(state.typed)
        self._tries.setText(state.tries)
        self._pad.render_people(state.managers)
        self._person.set_key(tr("It is {name}", name=state.other_person))
        self._person.setChecked(state.is_other)
        self._refuse.set_key(state.refuse)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_go_on)
        self._primary.set_busy(state.busy)
        self._show_parts()

    def _show_parts(self) -> None:
        state = self._state
        if state is None:
            return
        small = self.form is Form.HANDHELD
        both = state.letters and state.digits
        letters = state.letters and (not small or self._letters_first)
        self._letters.setVisible(letters)
        self._digits.setVisible(state.digits and not (small and letters))
        self._switch.setVisible(small and both)
        self._switch.set_key(tr("Digits") if letters else tr("Letters"))
        self._typed.setVisible(bool(state.typed))
        self._ask.setVisible(not (small and state.digits))
        self._tries.setVisible(bool(state.tries))
        self._pad.setVisible(bool(state.managers))
        self._person.setVisible(bool(state.other_person))
        self._refuse.setVisible(bool(state.refuse))
        self._back.setVisible(not small)
        # What was typed whole is compared at once: on a handheld the pads need the room.
        self._primary.setVisible(not state.managers and not (small and state.digits))

    def _connect(self) -> None:
        self._letters.typed.connect(self.typed)
        self._letters.erased.connect(self._erase)
        self._digits.digit_pressed.connect(self.typed)
        self._digits.erased.connect(self._erase)
        self._switch.clicked.connect(self._turn)
        self._pad.approved.connect(self.approved)
        self._person.clicked.connect(self.person_touched)
        self._refuse.clicked.connect(self.refused_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def _turn(self) -> None:
        self._letters_first = not self._letters_first
        self._show_parts()

    def _erase(self) -> None:
        self.typed.emit("\b")
