"""To the carrier: scan what goes, or hand over all; a label is printed again or made void."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.form import Form
from ui.screens.send_parcels.view_state import SendParcelsState
from ui.theme.tokens import SPACE_S
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, KeyKind, PrimaryKey
from ui.widgets.labels import set_tone, text_label


class SendParcelsScreen(TwoColumns):
    """The list says what waits; the primary key hands it over."""

    row_touched = Signal(str)
    again_touched = Signal()
    void_touched = Signal()
    back_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("sendParcels")
        card = Card("parcelsCard", padded=False)
        self._rows = ChoiceList("parcelRows", tr("Parcels for the carrier"))
        self._empty = EmptyState("nothingToSend", "package", "")
        card.inside.addWidget(self._rows)
        card.inside.addWidget(self._empty)
        self.main.addWidget(card, 1)
        self._hint = text_label("", "hint", "sendInstruction", wrap=True)
        set_tone(self._hint, "info")
        self._void = Key(tr("Label void"), "voidParcel", kind=KeyKind.DANGER, icon="trash")
        self._again = Key(tr("Print again"), "reprintParcel", icon="printer")
        self._back = Key(tr("Back"), "sendBack", icon="arrow-left")
        self._primary = PrimaryKey("", "handToCarrier")
        # nothing can be done to a parcel before it is in sight
        for key in (self._void, self._again, self._primary):
            key.setEnabled(False)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE_S)
        pair.addWidget(self._void)
        pair.addWidget(self._again)
        self.side.addStretch(1)
        self.side.addWidget(self._hint)
        self.side.addLayout(pair)
        self.side.addWidget(self._back)
        self.side.addWidget(self._primary)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_selected.connect(self.row_touched)
        self._void.clicked.connect(self.void_touched)
        self._again.clicked.connect(self.again_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)

    def render_state(self, state: SendParcelsState) -> None:
        """Draw what differs."""
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.chosen)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("package", tr("No parcel waits. Closed boxes come here."))
        self._hint.setText(state.instruction)
        for key in (self._void, self._again):
            key.setEnabled(bool(state.rows))
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_send)
