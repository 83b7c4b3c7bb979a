"""The pickup queue: who is here, what is late, what is ready, and one key that opens the next order."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.pickup_queue.view_state import QueueState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class PickupQueueScreen(TwoColumns):
    """A touch opens an order; nothing moves but the list."""

    row_touched = Signal(str)
    row_selected = Signal(str)
    go_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("pickupQueue")
        self._summary = text_label("", "name", "pickupSummary", wrap=True)
        card = Card("pickupCard", padded=False)
        self._rows = ChoiceList("pickupRows", tr("Who waits"))
        self._empty = EmptyState("nobodyWaits", "package", "")
        card.inside.addWidget(self._rows)
        card.inside.addWidget(self._empty)
        self.main.addWidget(self._summary)
        self.main.addWidget(card, 1)
        self._facts = Card("pickupFacts")
        self._how = text_label(
            tr(
                "Scan the customer's code, or type a name, a number or the end of a telephone number."
            ),
            "body",
            "pickupHow",
            wrap=True,
        )
        self._as_of = text_label("", "title", "pickupAsOf", wrap=True)
        self._help = text_label("", "body", "pickupHelp", wrap=True)
        for widget in (self._how, self._as_of, self._help):
            self._facts.inside.addWidget(widget)
        self._go = Key("", "iGo", icon="user")
        self._primary = PrimaryKey("", "openOrder")
        self.side.addWidget(self._facts)
        self.side.addStretch(1)
        self.side.addWidget(self._go)
        self.side.addWidget(self._primary)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_touched)
        self._rows.row_selected.connect(self.row_selected)
        self._go.clicked.connect(self.go_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._how.setVisible(form is Form.WIDE)
        self._show_facts()

    def render_state(self, state: QueueState) -> None:
        """Draw what differs."""
        self._summary.setText(state.summary)
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.selected)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("package", state.empty)
        self._as_of.setText(state.as_of)
        self._help.setText(state.help)
        self._go.set_key(state.go)
        self._go.setVisible(bool(state.go))
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_open)
        self._show_facts()

    def _show_facts(self) -> None:
        offline = bool(self._as_of.text())
        self._as_of.setVisible(offline)
        self._help.setVisible(offline and self.form is not Form.HANDHELD)
        self._facts.setVisible(offline or self.form is Form.WIDE)
