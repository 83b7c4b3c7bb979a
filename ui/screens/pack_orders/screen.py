"""To pack: what is fetched and goes with a carrier; a scanned tote opens its order."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.pack_orders.view_state import PackOrdersState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class PackOrdersScreen(TwoColumns):
    """A touch chooses an order, the primary key opens it."""

    row_touched = Signal(str)
    row_entered = Signal(str)
    send_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("packOrders")
        card = Card("packOrdersCard", padded=False)
        self._rows = ChoiceList("packOrderRows", tr("Orders to pack"))
        self._empty = EmptyState("nothingToPack", "package", "")
        card.inside.addWidget(self._rows)
        card.inside.addWidget(self._empty)
        self.main.addWidget(card, 1)
        how = tr("Scan the tote or the bag of an order. What you scanned stays in its box.")
        self._how = text_label(how, "body", "packOrdersHow", wrap=True)
        self._send = Key("", "sendParcels", icon="send")
        self._primary = PrimaryKey("", "openPacking")
        self.side.addWidget(self._how)
        self.side.addStretch(1)
        self.side.addWidget(self._send)
        self.side.addWidget(self._primary)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_selected.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_entered)
        self._send.clicked.connect(self.send_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._how.setVisible(form is Form.WIDE)

    def render_state(self, state: PackOrdersState) -> None:
        """Draw what differs."""
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.chosen)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("package", tr("Nothing to pack. Orders come here once fetched."))
        self._send.set_key(state.parcels)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_open)
