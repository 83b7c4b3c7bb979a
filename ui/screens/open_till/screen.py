"""The float: agree with the book in one touch, or count it."""

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
    count_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("openTill")
        self._counting = False
        self._card = Card("floatCard")
        self._title = text_label("", "heading", "openTillTitle", wrap=True)
        self._caption = text_label("", "name", "floatCaption", wrap=True)
        self._float = text_label("", "total", "float")
        self._now = text_label("", "name", "countedNow", wrap=True)
        self._rows = ChoiceList("denominations", tr("Notes and coins"))
        self._total = text_label("", "heading", "counted")
        self._pad = CashCountPad("floatPad")
        self._count = Key(tr("Count it"), "countFloat", icon="calculator")
        self._primary = PrimaryKey("", "openTillPrimary")
        self._card.inside.addWidget(self._title)
        self._card.inside.addWidget(self._caption)
        self._card.inside.addWidget(self._float)
        self._card.inside.addWidget(self._rows, 1)
        self._card.inside.addStretch(0)
        self.main.addWidget(self._card, 1)
        self.side.addStretch(1)
        for widget in (self._now, self._pad, self._total, self._count, self._primary):
            self.side.addWidget(widget)
        self._rows.row_touched.connect(self.denomination_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._pad.next_touched.connect(self.next_touched)
        self._count.clicked.connect(self.count_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the digits where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._show_parts()

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif text == "\b":
            self.erased.emit()

    def render_state(self, state: OpenTillState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._caption.setText(state.float_caption)
        self._float.setText(state.float_amount)
        self._float.setAccessibleName(f"{state.float_caption} {state.float_amount}")
        self._now.setText(state.now)
        self._counting = state.counting
        self._show_parts()
        self._rows.render_rows(state.rows, state.chosen)
        self._total.setText(state.total)
        self._primary.set_key(state.primary)
        self._primary.set_busy(state.busy)

    def _show_parts(self) -> None:
        """A handheld shows one thing: the float, or the digits with what they count."""
        counting, handheld = self._counting, self.form is Form.HANDHELD
        self._card.setVisible(not (counting and handheld))
        self._now.setVisible(counting and handheld)
        self._total.setVisible(counting)
        self._pad.setVisible(counting)
        self._rows.setVisible(counting)
        self._caption.setVisible(not counting)
        self._float.setVisible(not counting)
        self._count.setVisible(not counting)
