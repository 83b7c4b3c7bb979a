"""One order at the pack station: what is in the box, what is missing, which box, what it weighs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.form import Form
from ui.screens.pack_order.view_state import PackOrderState
from ui.theme.tokens import SPACE_S, TYPE_STRIP_PRICE
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.big_text import BigText
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import set_tone, text_label


class PackOrderScreen(TwoColumns):
    """The scanner fills the box; one key closes it, on a scale at once, else after its weight was typed."""

    box_touched = Signal()
    undo_touched = Signal()
    back_touched = Signal()
    primary_touched = Signal()
    digit_pressed = Signal(str)
    erased = Signal()

    def __init__(self) -> None:
        super().__init__("packOrder")
        self._title = text_label("", "heading", "packTitle", wrap=True)
        self._lines = card = Card("packLinesCard", padded=False)
        self._rows = ChoiceList("packLines", tr("Goods of the order"))
        card.inside.addWidget(self._rows)
        # The list takes what room the keys leave it.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.main.addWidget(self._title)
        self.main.addWidget(card, 1)
        self._hint = text_label("", "hint", "packInstruction", wrap=True)
        self._box = text_label("", "name", "packBox", wrap=True)
        self._weight = text_label("", "muted", "packWeight", wrap=True)
        self._typed = BigText("packTyped", TYPE_STRIP_PRICE)
        self._pad = DigitPad("packDigits", double_zero=False)
        self._primary = PrimaryKey("", "closeParcel")
        self.side.addStretch(1)
        for label in (self._hint, self._box, self._weight, self._typed):
            self.side.addWidget(label)
        for control in (self._pad, self._keys(), self._primary):
            self.side.addWidget(control)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if self._pad.isVisible() and text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif self._pad.isVisible() and text == "\b":
            self.erased.emit()

    def render_state(self, state: PackOrderState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._rows.render_rows(state.rows)
        self._hint.setText(state.instruction)
        set_tone(self._hint, "success" if state.is_done else "info")
        self._box.setText(state.box)
        self._weight.setText(state.weight)
        self._weight.setVisible(bool(state.weight))
        self._typed.render_text(state.typed)
        narrow = self.form is Form.HANDHELD
        for widget in (self._typed, self._pad):
            widget.setVisible(state.weighs)
        for key in (self._other, self._undo):
            key.setVisible(not state.weighs)
        for roomy in (self._box, self._title, self._lines):
            roomy.setVisible(not (state.weighs and narrow))
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_go)

    def _keys(self) -> QWidget:
        row = QWidget()
        row.setObjectName("packKeys")
        keys = QHBoxLayout(row)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(SPACE_S)
        self._other = Key(tr("Other box"), "packBoxes", icon="package")
        self._undo = Key(tr("Undo"), "packUndo", icon="arrow-back-up")
        self._back = Key(tr("Back"), "packBack", icon="arrow-left")
        pairs = (
            (self._other, self.box_touched),
            (self._undo, self.undo_touched),
            (self._back, self.back_touched),
        )
        for key, touched in pairs:
            key.clicked.connect(touched)
            keys.addWidget(key)
        return row
