"""Another price: what is changed, then how much, then why; each is one touch, but for figures that are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.price_change import PriceReason
from ui.screens.checkout.price_changes import PriceChoice, PriceKind, PriceState
from ui.theme.tokens import SPACE_S
from ui.translation import tr
from ui.widgets.amount_pad import AmountPad
from ui.widgets.key import Key
from ui.widgets.labels import text_label

_WIDTH = 300
_PERCENTS = (10, 20, 50)


class PriceSheet(QWidget):
    """Asks nothing: the next scan closes it and is added."""

    chosen = Signal(PriceChoice)
    left = Signal()

    def __init__(self, state: PriceState) -> None:
        super().__init__()
        self.setObjectName("priceSheet")
        self.setAccessibleName(tr("Another price"))
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._state = state
        self._whole_sale = False
        self._kind = PriceKind.PERCENT
        self._figure = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        self._title = text_label("", "heading", "priceTitle", wrap=True)
        self._column.addWidget(self._title)
        self._what = self._what_keys()
        self._amount = AmountPad("price", state.currency, tr("Take this amount"))
        self._amount.typed.connect(self._say_amount)
        self._amount.taken.connect(self._amount_taken)
        self._why = self._why_keys()
        for stage in (self._what, self._amount, self._why):
            self._column.addWidget(stage)
        leave = Key(tr("Leave it"), "priceLeave")
        leave.clicked.connect(self.left)
        self._column.addWidget(leave)
        self._show(self._what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter of a keyboard do what the pad does."""
        if self._amount.isHidden() or not self._amount.press_key(event):
            super().keyPressEvent(event)

    def _what_keys(self) -> QWidget:
        stage, column = _stage("priceWhat")
        percents = QHBoxLayout()
        percents.setSpacing(SPACE_S)
        for percent in _PERCENTS:
            key = Key(tr("−{percent}%", percent=str(percent)), f"percent-{percent}")
            key.clicked.connect(self._percent_touched)
            percents.addWidget(key, 1)
        column.addLayout(percents)
        amount = Key(tr("Amount off"), "amountOff", icon="cash")
        self._price = Key(tr("Price of one"), "otherPrice", icon="discount")
        self._scope = Key("", "priceScope")
        self._back = Key(tr("Take the change off"), "priceBack", icon="arrow-left")
        amount.clicked.connect(self._amount_touched)
        self._price.clicked.connect(self._price_touched)
        self._scope.clicked.connect(self._scope_touched)
        self._back.clicked.connect(self._back_touched)
        for key in (amount, self._price, self._scope, self._back):
            column.addWidget(key)
        return stage

    def _why_keys(self) -> QWidget:
        stage, column = _stage("priceWhy")
        words = {
            PriceReason.DAMAGED: tr("Damaged"),
            PriceReason.SHELF_PRICE: tr("Shelf shows this price"),
            PriceReason.PRICE_MATCH: tr("Cheaper elsewhere"),
            PriceReason.GOODWILL: tr("Goodwill"),
        }
        for reason, text in words.items():
            key = Key(text, f"reason-{reason.value}")
            key.clicked.connect(self._reason_touched)
            column.addWidget(key)
        return stage

    def _show(self, front: QWidget) -> None:
        for stage in (self._what, self._amount, self._why):
            stage.setVisible(stage is front)
        state, whole = self._state, self._whole_sale
        about = tr("Whole sale") if whole else state.line
        amount = state.sale_amount if whole else state.line_amount
        why = front is self._why
        self._title.setText(tr("Why?") if why else tr("{what} {amount}", what=about, amount=amount))
        self._scope.set_key(tr("Only this line") if whole else tr("The whole sale"))
        self._price.setEnabled(not whole)
        self._back.setVisible(state.sale_changed if whole else state.line_changed)
        self._say_amount()
        self.setFocus()

    def _percent_touched(self) -> None:
        self._kind = PriceKind.PERCENT
        self._figure = int(self.sender().objectName().partition("-")[2]) * 100
        self._show(self._why)

    def _amount_touched(self) -> None:
        self._kind = PriceKind.AMOUNT
        self._show(self._amount)

    def _price_touched(self) -> None:
        self._kind = PriceKind.PRICE
        self._show(self._amount)

    def _scope_touched(self) -> None:
        self._whole_sale = not self._whole_sale
        self._show(self._what)

    def _back_touched(self) -> None:
        reason = PriceReason.GOODWILL
        self.chosen.emit(PriceChoice(PriceKind.BACK, 0, self._whole_sale, reason))

    def _amount_taken(self, minor: int) -> None:
        self._figure = minor
        self._show(self._why)

    def _reason_touched(self) -> None:
        reason = PriceReason(self.sender().objectName().partition("-")[2])
        self.chosen.emit(PriceChoice(self._kind, self._figure, self._whole_sale, reason))

    def _say_amount(self) -> None:
        amount = self._amount.words
        new, off = tr("New price {amount}", amount=amount), tr("Off {amount}", amount=amount)
        self._amount.say(new if self._kind is PriceKind.PRICE else off)


def _stage(name: str) -> tuple[QWidget, QVBoxLayout]:
    stage = QWidget()
    stage.setObjectName(name)
    column = QVBoxLayout(stage)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_S)
    return stage, column
