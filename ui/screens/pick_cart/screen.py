"""A cart: at first a tote is scanned for each order, at the end the bags of each are counted."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.pick_cart.view_state import PickCartState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label
from ui.widgets.stepper import Stepper


class PickCartScreen(TwoColumns):
    """The list says what is done and what is missing; the scanner does the rest."""

    row_touched = Signal(str)
    stepped = Signal(int)
    back_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("pickCart")
        self._title = text_label("", "heading", "cartTitle", wrap=True)
        card = Card("cartCard", padded=False)
        self._rows = ChoiceList("cartRows", tr("Orders on the cart"))
        card.inside.addWidget(self._rows)
        self.main.addWidget(self._title)
        self.main.addWidget(card, 1)
        self._count = Stepper("bagCount", tr("Bags"))
        self._back = Key(tr("Pause"), "cartPause", icon="player-pause")
        self._primary = PrimaryKey("", "cartPrimary")
        self.side.addStretch(1)
        for widget in (self._count, self._back, self._primary):
            self.side.addWidget(widget)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_selected.connect(self.row_touched)
        self._count.stepped.connect(self.stepped)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)

    def render_state(self, state: PickCartState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._rows.render_rows(state.rows, state.chosen)
        self._count.setVisible(bool(state.count))
        if state.count:
            self._count.render_value(state.count, can_fall=state.can_fall)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_go)
