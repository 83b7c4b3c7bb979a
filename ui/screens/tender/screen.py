"""Cash of any amount, a card, or several of them: what is left to pay stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from ui.form import Form
from ui.screens.tender.view_state import ALL_WAYS, TenderState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.digit_pad import DigitPad
from ui.widgets.figure_rows import FigureRows
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.key_row import KeyRow
from ui.widgets.labels import text_label
from ui.widgets.quick_cash import CashOffer, QuickCash
from ui.widgets.row_state import Figure

# As many ways as stand above the digits of a handheld.
_BESIDE_DIGITS = 2


class TenderScreen(TwoColumns):
    """What is to pay, what was taken and what was typed stand above each other; the terminal speaks below them."""

    digit_pressed = Signal(str)
    erased = Signal()
    offer_touched = Signal(str)
    way_touched = Signal(str)
    card_key_touched = Signal(str)
    primary_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("tender")
        self._state: TenderState | None = None
        card = Card("tenderFigures")
        self._to_pay = self._figure(card, tr("To pay"), "toPay")
        self._parts = FigureRows("parts")
        card.inside.addWidget(self._parts)
        self._given = self._figure(card, tr("Cash given"), "given")
        self._balance = self._figure(card, "", "balance")
        card.inside.addStretch(1)
        self._card = CardPanel()
        card.inside.addWidget(self._card)
        self._cash = QuickCash("likelyNotes")
        self._pad = DigitPad("tenderDigits")
        self._ways = KeyRow("otherWays", 8, columns=2)
        self._back = Key(tr("Back to the basket"), "tenderBack", icon="arrow-left")
        self._primary = PrimaryKey("", "takeCash")
        self.main.addWidget(card, 1)
        self.main.addWidget(self._ways)
        self.main.addWidget(self._back)
        self.side.addStretch(1)
        for widget in (self._cash, self._pad, self._primary):
            self.side.addWidget(widget)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._cash.chosen.connect(self.offer_touched)
        self._ways.chosen.connect(self.way_touched)
        self._card.key_touched.connect(self.card_key_touched)
        self._primary.clicked.connect(self.primary_touched)
        self._back.clicked.connect(self.back_touched)

    def set_form(self, form: Form) -> None:
        """The figures stand above the digits where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        handheld = form is Form.HANDHELD
        self._back.setVisible(not handheld)
        self._cash.setVisible(not handheld)
        if self._state is not None:
            self.render_state(self._state)
        for words, amount in (self._to_pay, self._given, self._balance):
            words.setProperty("role", "name" if handheld else "heading")
            amount.setProperty("role", "price" if handheld else "bin")
            for label in (words, amount):
                label.style().unpolish(label)
                label.style().polish(label)

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if text.isalnum() and text.isascii():
            self.digit_pressed.emit(text.upper())
        elif text == "\b":
            self.erased.emit()

    def render_state(self, state: TenderState) -> None:
        """Draw what differs."""
        self._state = state
        handheld, is_idle = self.form is Form.HANDHELD, not state.card.words
        self._say(self._to_pay, tr("To pay"), state.to_pay)
        parts = (state.paid,) if handheld and state.paid is not None else state.parts
        self._parts.render_figures(tuple(Figure(words, amount) for words, amount in parts))
        self._parts.setVisible(bool(parts))
        # A handheld shows the lines that say something, and either the terminal or the digits.
        self._show_line(self._to_pay, not handheld or not parts)
        self._show_line(self._given, not handheld or bool(state.given))
        self._show_line(self._balance, not handheld or bool(state.balance))
        self._pad.setVisible(not handheld or (is_idle and not state.ways_open))
        self._pad.setEnabled(is_idle)
        self._say(self._given, state.given_caption, state.given)
        self._say(self._balance, state.balance_caption, state.balance)
        self._cash.render_offers(
            tuple(CashOffer(key, text) for key, text in state.offers),
            state.can_pay and not state.busy,
        )
        self._ways.render_keys(_ways(state) if handheld else state.ways)
        self._card.render_card(state.card)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_pay)
        self._primary.set_busy(state.busy)

    def _figure(self, card: Card, caption: str, name: str) -> tuple[QLabel, QLabel]:
        row = QHBoxLayout()
        words = text_label(caption, "title", f"{name}Caption")
        amount = text_label("", "heading", name)
        row.addWidget(words, 1)
        row.addWidget(amount)
        card.inside.addLayout(row)
        return words, amount

    def _show_line(self, figure: tuple[QLabel, QLabel], is_shown: bool) -> None:
        for label in figure:
            label.setVisible(is_shown)

    def _say(self, figure: tuple[QLabel, QLabel], caption: str, amount: str) -> None:
        figure[0].setText(caption)
        figure[1].setText(amount)
        figure[1].setAccessibleName(f"{caption} {amount}")


def _ways(state: TenderState) -> tuple[tuple[str, str], ...]:
    """Beside the digits there is room for one row; the others take their place."""
    if len(state.ways) <= _BESIDE_DIGITS:
        return state.ways
    if state.ways_open:
        return (*state.ways, (ALL_WAYS, tr("Digits")))
    return (state.ways[0], (ALL_WAYS, tr("Other ways")))
