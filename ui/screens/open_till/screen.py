"""The float: count it, or agree with the book in one touch."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.cash_count_pad import CashCountPad
from ui.form import Form
from ui.screens.open_till.view_state import OpenTillState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class OpenTillScreen(TwoColumns):
    """The drawer opens when the float is agreed; what was counted is what is written down."""

    denomination_touched = Signal(str)
    digit_pressed = Signal(str)
    erased = Signal()
    next_touched = Signal()
    book_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("openTill")
        self._card = Card("floatCard")
        self._title = text_label("", "heading", "openTillTitle", wrap=True)
        self._how = text_label(
            tr("Count the drawer: so many pieces of each note and coin, then on to the next."),
            "muted",
            "openTillHow",
            wrap=True,
        )
        self._now = text_label("", "name", "countedNow", wrap=True)
        self._rows = ChoiceList("denominations", tr("Notes and coins"))
        self._total = text_label("", "heading", "counted")
        self._pad = CashCountPad("floatPad")
        self._book = Key("", "floatByTheBook", icon="check")
        self._primary = PrimaryKey("", "openTillPrimary")
        self._card.inside.addWidget(self._title)
        self._card.inside.addWidget(self._how)
        self._card.inside.addWidget(self._rows, 1)
        self.main.addWidget(self._card, 1)
        self.side.addStretch(1)
        for widget in (self._now, self._pad, self._total, self._book, self._primary):
            self.side.addWidget(widget)
        self._rows.row_touched.connect(self.denomination_touched)
        self._rows.row_selected.connect(self.denomination_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._pad.next_touched.connect(self.next_touched)
        self._book.clicked.connect(self.book_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the digits where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        handheld = form is Form.HANDHELD
        self._card.setVisible(not handheld)
        self._now.setVisible(handheld)

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif text == "\b":
            self.erased.emit()

    def render_state(self, state: OpenTillState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._now.setText(state.now)
        self._rows.render_rows(state.rows, state.chosen)
        self._total.setText(state.total)
        self._book.set_key(state.book)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_open)
        self._primary.set_busy(state.busy)
