"""Looking up a sale: digits on one side, the sales that they may mean on the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui.form import Form
from ui.screens.find_sale.view_state import FindSaleState
from ui.theme.tokens import SPACE_S, TARGET, TYPE_TOTAL
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.big_text import BigText
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class FindSaleScreen(TwoColumns):
    """Every digit looks again; a touched row opens the return of its sale."""

    digit_pressed = Signal(str)
    erased = Signal()
    row_touched = Signal(str)
    primary_touched = Signal()
    no_receipt_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("findSale")
        card = Card("findSaleCard", padded=False)
        self._title = text_label("", "name", "findSaleTitle", wrap=True)
        self._rows = ChoiceList("findSaleRows", tr("Sales"))
        card.inside.addWidget(self._rows)
        # The list takes what room the keys leave it.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._typed = BigText("findSaleTyped", TYPE_TOTAL)
        self._pad = DigitPad("findSaleDigits")
        self._none = Key(tr("No receipt"), "noReceipt", icon="receipt")
        self._back = Key(tr("Back"), "findSaleBack", icon="arrow-left")
        self._primary = PrimaryKey("", "openSale")
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._title, 1)
        # as low as a touch allows: the sales below it need the room
        self._none.face_height = TARGET
        head.addWidget(self._none)
        self.main.addLayout(head)
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        for widget in (self._typed, self._pad, self._back, self._primary):
            self.side.addWidget(widget)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._none.clicked.connect(self.no_receipt_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The sales above the digits where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        # There the heading alone says what was typed.
        for widget in (self._typed, self._back):
            widget.setVisible(form is not Form.HANDHELD)

    def type_key(self, text: str) -> None:
        """A key of a keyboard."""
        if text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif text == "\b":
            self.erased.emit()

    def render_state(self, state: FindSaleState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._rows.render_rows(state.rows, state.selected)
        self._typed.render_text(state.typed)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_open)
