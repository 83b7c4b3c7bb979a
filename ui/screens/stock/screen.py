"""One ground plan for all of the stock room: what it is about, rows, keys, and digits where a number is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.form import Form
from ui.screens.stock.view_state import StockAction, StockState
from ui.theme.tokens import SPACE_S, TYPE_STRIP_PRICE, TYPE_TOTAL
from ui.two_columns import TwoColumns
from ui.widgets.big_text import BigText
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.digit_pad import DigitPad
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label

_ACTIONS_MAX = 8


class StockScreen(TwoColumns):
    """A touch chooses a row; the primary key does what its words say."""

    row_touched = Signal(str)
    action_touched = Signal(str)
    primary_touched = Signal()

    def __init__(self, name: str, rows: str, icon: str = "building-warehouse") -> None:
        """rows: what the list is called for who cannot see it."""
        super().__init__(name)
        self._icon = icon
        self._title = text_label("", "heading", f"{name}Title", wrap=True)
        self._detail = text_label("", "muted", f"{name}Detail", wrap=True)
        self._figure = BigText(f"{name}Figure", TYPE_STRIP_PRICE)
        card = self._card = Card(f"{name}Card", padded=False)
        self._rows = ChoiceList(f"{name}Rows", rows)
        self._empty = EmptyState(f"{name}Empty", icon, "")
        card.inside.addWidget(self._rows)
        card.inside.addWidget(self._empty)
        # The list takes what room the keys leave it.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        for widget in (self._title, self._detail, self._figure):
            self.main.addWidget(widget)
        self.main.addWidget(card, 1)
        self._hint = text_label("", "hint", f"{name}Hint", wrap=True)
        self._keys = [Key("", f"{name}Key{place}") for place in range(_ACTIONS_MAX)]
        self._primary = PrimaryKey("", f"{name}Primary")
        self._fill_side()
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)

    def render_state(self, state: StockState) -> None:
        """Draw what differs."""
        self._figure.render_text(state.figure)
        self._figure.setVisible(bool(state.figure))
        for label, words in (
            (self._title, state.title),
            (self._detail, state.detail),
            (self._hint, state.hint),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._card.setVisible(self._shows_rows(state))
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.chosen or None)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty(self._icon, state.empty)
        self._render_keys(state.actions)
        self._primary.set_key(state.primary)
        self._primary.setVisible(bool(state.primary))
        self._primary.setEnabled(state.can_do)

    def _shows_rows(self, state: StockState) -> bool:
        return True

    def _fill_side(self) -> None:
        self.side.addStretch(1)
        self.side.addWidget(self._hint)
        self._add_digits()
        self.side.addWidget(self._key_grid())
        self.side.addWidget(self._primary)

    def _add_digits(self) -> None:
        """Nothing is typed here."""

    def _key_grid(self) -> QWidget:
        keys = QWidget()
        keys.setObjectName(f"{self.objectName()}Keys")
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        for place, key in enumerate(self._keys):
            key.clicked.connect(self._key_touched)
            grid.addWidget(key, place // 2, place % 2)
        return keys

    def _render_keys(self, actions: tuple[StockAction, ...]) -> None:
        for place, key in enumerate(self._keys):
            key.setVisible(place < len(actions))
            if place < len(actions):
                key.set_key(actions[place].words, actions[place].icon)
                key.setProperty("action", actions[place].key)

    def _key_touched(self) -> None:
        self.action_touched.emit(str(self.sender().property("action")))


class StockPadScreen(StockScreen):
    """The same, where a number is typed."""

    digit_pressed = Signal(str)
    erased = Signal()
    _state: StockState | None = None

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif text == "\b":
            self.erased.emit()

    def set_form(self, form: Form) -> None:
        """A handheld has room for the digits and for little else while a number is typed."""
        super().set_form(form)
        if self._state is not None:
            self.render_state(self._state)

    def render_state(self, state: StockState) -> None:
        """Draw what differs; digits are there while there is something to type."""
        self._state = state
        super().render_state(state)
        handheld, typing = self.form is Form.HANDHELD, bool(state.typed)
        self._typed.render_text(state.typed)
        # there the primary key says what was typed
        self._typed.setVisible(typing and not handheld)
        self._pad.setVisible(typing)
        if typing and handheld:
            self._detail.hide()
            self._hint.setVisible(bool(state.hint) and not state.chosen)

    def _shows_rows(self, state: StockState) -> bool:
        return bool(state.chosen) or not state.typed or self.form is not Form.HANDHELD

    def _add_digits(self) -> None:
        name = self.objectName()
        self._typed = BigText(f"{name}Typed", TYPE_TOTAL)
        self._pad = DigitPad(f"{name}Digits", double_zero=False)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self.side.addWidget(self._typed)
        self.side.addWidget(self._pad)
