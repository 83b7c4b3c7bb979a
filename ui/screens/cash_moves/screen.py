"""Cash in, cash out, to the safe and from it: why, how much, and one key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.form import Form
from ui.screens.cash_moves.view_state import CashMovesState
from ui.theme.tokens import KEY_HEIGHT, SPACE_S, TYPE_TOTAL
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.big_text import BigText
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label

NO_LIMIT = 16_777_215


class CashMovesScreen(TwoColumns):
    """The reason is chosen on one side, the amount is typed on the other."""

    reason_touched = Signal(str)
    digit_pressed = Signal(str)
    erased = Signal()
    seal_touched = Signal()
    primary_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("cashMoves")
        self._seal_words = ""
        card = self._card = Card("cashReasons", padded=False)
        self._rows = ChoiceList("cashReasonRows", tr("Why cash moves"))
        card.inside.addWidget(self._rows)
        self._title = text_label(tr("Cash in and out"), "heading", "cashMovesTitle")
        self._amount = BigText("cashAmount", TYPE_TOTAL)
        self._pad = DigitPad("cashDigits")
        self._seal = Key("", "cashSeal", icon="lock")
        self._back = Key(tr("Back"), "cashBack", icon="arrow-left")
        self._primary = PrimaryKey("", "moveCash")
        self.main.addWidget(self._title)
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        figures = QHBoxLayout()
        figures.setSpacing(SPACE_S)
        figures.addWidget(self._amount, 1)
        figures.addWidget(self._seal)
        self.side.addLayout(figures)
        for widget in (self._pad, self._back, self._primary):
            self.side.addWidget(widget)
        self._rows.row_touched.connect(self.reason_touched)
        self._rows.row_selected.connect(self.reason_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._seal.clicked.connect(self.seal_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The reasons above the digits where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        handheld = form is Form.HANDHELD
        self._title.setVisible(not handheld)
        self._back.setVisible(not handheld)
        self._show_seal()

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif text == "\b":
            self.erased.emit()

    def render_state(self, state: CashMovesState) -> None:
        """Draw what differs."""
        self._rows.render_rows(state.rows, state.chosen)
        self._amount.render_text(state.amount)
        self._seal_words = state.seal
        self._show_seal()
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_move)
        self._primary.set_busy(state.busy)

    def _show_seal(self) -> None:
        """Only where there is a bag."""
        handheld = self.form is Form.HANDHELD
        self._seal.set_key("" if handheld else self._seal_words)
        self._seal.setAccessibleName(self._seal_words)
        self._seal.setMaximumWidth(KEY_HEIGHT if handheld else NO_LIMIT)
        self._seal.setVisible(bool(self._seal_words))
