"""A finished sale: its lines, and beside them what can still be done with it; undoing asks why first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.domain.sale_void import VoidReason
from ui.form import Form
from ui.screens.finished_sale.view_state import FinishedSaleState
from ui.theme.tokens import SPACE_S, TARGET
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label

_IN_A_ROW = 2


class FinishedSaleScreen(TwoColumns):
    """Nothing is written by looking; the key that undoes shows the reasons, and a reason does it."""

    gift_touched = Signal()
    again_touched = Signal()
    file_touched = Signal()
    return_touched = Signal()
    undo_touched = Signal()
    reason_touched = Signal(str)
    kept_touched = Signal()
    other_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("finishedSale")
        card = Card("finishedCard", padded=False)
        self._title = text_label("", "heading", "finishedTitle", wrap=True)
        self._remark = text_label("", "warning", "finishedRemark", wrap=True)
        self._rows = ChoiceList("finishedRows", tr("What was sold"))
        card.inside.addWidget(self._rows)
        # The list takes what room the keys leave it.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._total = text_label("", "name", "finishedTotal")
        for label in (self._title, self._remark):
            self.main.addWidget(label)
        self.main.addWidget(card, 1)
        self.main.addWidget(self._total)
        self._undo = Key(tr("Undo this sale"), "undoSale", icon="trash")
        self._return = Key(tr("Take goods back"), "returnSale", icon="arrow-back-up")
        self._gift = Key(tr("Gift receipt"), "giftOfSale", icon="gift-card")
        self._file = Key(tr("Receipt as PDF"), "fileOfSale", icon="receipt")
        self._other = Key(tr("Another sale"), "otherSale", icon="search")
        self._back = Key(tr("Back"), "finishedBack", icon="arrow-left")
        self._again = PrimaryKey(tr("Receipt again"), "receiptAgain", icon="receipt")
        deeds = (self._gift, self._file, self._return, self._undo, self._other)
        self._deeds = _grid("finishedDeeds", deeds)
        self._question = text_label("", "name", "undoQuestion", wrap=True)
        self._reasons = _grid("undoReasons", self._reason_keys())
        self._kept = Key(tr("Leave it as it is"), "keepSale", icon="x")
        self.side.addStretch(1)
        for widget in (self._question, self._reasons, self._kept, self._deeds, self._back):
            self.side.addWidget(widget)
        self.side.addWidget(self._again)
        self._gift.clicked.connect(self.gift_touched)
        self._file.clicked.connect(self.file_touched)
        self._return.clicked.connect(self.return_touched)
        self._undo.clicked.connect(self.undo_touched)
        self._other.clicked.connect(self.other_touched)
        self._kept.clicked.connect(self.kept_touched)
        self._back.clicked.connect(self.back_touched)
        self._again.clicked.connect(self.again_touched)

    def set_form(self, form: Form) -> None:
        """The sale above its keys where it is narrow."""
        super().set_form(form)
        self._again.set_form(form)
        self._back.setVisible(form is not Form.HANDHELD)

    def render_state(self, state: FinishedSaleState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._remark.setText(state.remark)
        self._remark.setVisible(bool(state.remark))
        self._rows.render_rows(state.rows, None)
        self._total.setText(state.total)
        for key in (self._gift, self._file, self._again):
            key.setEnabled(state.is_there)
        self._return.setEnabled(state.can_return)
        self._undo.setEnabled(state.can_undo)
        self._question.setText(state.question)
        for widget in (self._question, self._reasons, self._kept):
            widget.setVisible(state.asks_why)
        self._reasons.setEnabled(not state.busy)
        self._deeds.setVisible(not state.asks_why)

    def _reason_keys(self) -> tuple[Key, ...]:
        words = {
            VoidReason.WRONG_GOODS: tr("Wrong goods"),
            VoidReason.WRONG_TENDER: tr("Paid the wrong way"),
            VoidReason.NOT_TAKEN: tr("Goods not taken"),
            VoidReason.OTHER: tr("Other"),
        }
        keys = tuple(Key(text, f"undoReason-{reason.value}") for reason, text in words.items())
        self._reason_of = {
            key.objectName(): reason for key, reason in zip(keys, words, strict=True)
        }
        for key in keys:
            key.clicked.connect(self._choose)
        return keys

    def _choose(self) -> None:
        self.reason_touched.emit(self._reason_of[self.sender().objectName()].value)


def _grid(name: str, keys: tuple[Key, ...]) -> QWidget:
    """Two keys in a row, as low as a touch allows."""
    widget = QWidget()
    widget.setObjectName(name)
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(SPACE_S)
    for place, key in enumerate(keys):
        key.face_height = TARGET
        grid.addWidget(key, *divmod(place, _IN_A_ROW))
    return widget
