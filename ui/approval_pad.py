"""A second person: touch the name, type the PIN; the last digit answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.operator import initials_of
from ui.form import Form
from ui.theme.tokens import SPACE_S
from ui.widgets.digit_pad import DigitPad
from ui.widgets.person_tile import PeopleGrid
from ui.widgets.pin_dots import PinDots
from ui.widgets.tile_grid import Tile

PIN_DIGITS = 4
_COLUMNS = 2
_ROWS = 2


class ApprovalPad(QWidget):
    """Knows a person before the PIN; keeps no digit once it has answered."""

    approved = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._chosen = ""
        self._pin = ""
        self._people = PeopleGrid(f"{name}People", _COLUMNS, _ROWS)
        self._dots = PinDots(f"{name}Dots", PIN_DIGITS)
        self._pad = pad = DigitPad(f"{name}Digits", double_zero=False)
        self._form = Form.WIDE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for widget in (self._people, self._dots, pad):
            column.addWidget(widget)
        self._people.chosen.connect(self._choose)
        pad.digit_pressed.connect(self._press)
        pad.erased.connect(self._erase)

    def set_form(self, form: Form) -> None:
        """On a handheld first the names, then the digits."""
        self._form = form
        self._show_parts()

    def render_people(self, people: tuple[tuple[str, str], ...]) -> None:
        """Who may approve, as number and name."""
        self._people.render_tiles(
            tuple(Tile(number, name, disc=initials_of(name)) for number, name in people)
        )
        if len(people) == 1:
            self._chosen = people[0][0]
        self._people.choose(self._chosen)
        self._show_parts()

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if text.isdecimal() and text.isascii():
            self._press(text)
        elif text == "\b":
            self._erase()

    def _choose(self, number: str) -> None:
        self._chosen = number
        self._people.choose(number)
        self._set("")
        self._show_parts()

    def _press(self, digit: str) -> None:
        self._set(self._pin + digit)
        if len(self._pin) == PIN_DIGITS and self._chosen:
            pin = self._pin
            number, self._chosen = self._chosen, ""
            self._set("")
            self._show_parts()
            self.approved.emit(number, pin)

    def _erase(self) -> None:
        self._set(self._pin[:-1])

    def _show_parts(self) -> None:
        one_thing = self._form is Form.HANDHELD
        self._people.setVisible(not (one_thing and self._chosen))
        for widget in (self._dots, self._pad):
            widget.setVisible(not one_thing or bool(self._chosen))

    def _set(self, pin: str) -> None:
        self._pin = pin[:PIN_DIGITS]
        self._dots.render_count(len(self._pin), PIN_DIGITS)
