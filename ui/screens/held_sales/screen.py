"""Held sales: a list on one side, and on the other the keys that bring one back or give it up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from ui.form import Form
from ui.screens.held_sales.view_state import HeldSalesState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.hold_key import HoldKey
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class HeldSalesScreen(TwoColumns):
    """A touch on a row brings it back; the key that cancels is there only after it was asked for."""

    row_touched = Signal(str)
    row_selected = Signal(str)
    choose_touched = Signal()
    cancel_held = Signal()
    cancel_let_go = Signal()
    back_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("heldSales")
        card = Card("heldSalesCard", padded=False)
        self._title = text_label("", "heading", "heldSalesTitle", wrap=True)
        self._rows = ChoiceList("heldSalesRows", tr("Held sales"))
        sentence = tr("No sale is held here. Hold puts a sale aside.")
        self._empty = EmptyState("noHeldSales", "player-pause", sentence)
        self._pages = QStackedLayout()
        # Within its card first: a page that is added to a layout of nothing is a window of its own for a moment.
        card.inside.addLayout(self._pages)
        for page in (self._empty, self._rows):
            self._pages.addWidget(page)
        self._choose = Key("", "chooseHeld", icon="x")
        self._cancel = HoldKey(tr("Cancel sale"), "cancelHeld", icon="trash")
        self._back = Key(tr("Back"), "heldSalesBack", icon="arrow-left")
        self._primary = PrimaryKey("", "bringBack")
        self.main.addWidget(self._title)
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        for widget in (self._cancel, self._choose, self._back, self._primary):
            self.side.addWidget(widget)
        self._cancel.hide()
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_selected.connect(self.row_selected)
        self._rows.row_entered.connect(self.row_touched)
        self._choose.clicked.connect(self.choose_touched)
        self._cancel.held.connect(self.cancel_held)
        self._cancel.let_go.connect(self.cancel_let_go)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The keys below the list where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._back.setVisible(form is not Form.HANDHELD)

    def render_state(self, state: HeldSalesState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._rows.render_rows(state.rows, state.selected)
        self._pages.setCurrentWidget(self._rows if state.rows else self._empty)
        self._choose.set_key(tr("Keep them all") if state.choosing else tr("Cancel one"))
        self._choose.setVisible(bool(state.rows))
        self._cancel.setVisible(state.can_cancel)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(bool(state.rows) and not state.choosing)
        self._primary.set_busy(state.busy)
