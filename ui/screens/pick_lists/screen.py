"""To pick: what waits to be fetched, by when, how much of it, and one key that takes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.form import Form
from ui.screens.pick_lists.view_state import PickListsState
from ui.theme.tokens import SPACE_S
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class PickListsScreen(TwoColumns):
    """A touch chooses a list, the primary key takes it."""

    row_touched = Signal(str)
    row_entered = Signal(str)
    stage_touched = Signal()
    pack_touched = Signal()
    stock_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("pickLists")
        card = Card("pickListsCard", padded=False)
        self._rows = ChoiceList("pickListRows", tr("Orders to fetch"))
        self._empty = EmptyState("nothingToPick", "clipboard-list", "")
        card.inside.addWidget(self._rows)
        card.inside.addWidget(self._empty)
        self.main.addWidget(card, 1)
        how = tr(
            "A list is yours for 45 minutes. What you picked stays picked, also without a line."
        )
        self._how = text_label(how, "body", "pickListsHow", wrap=True)
        self._stage = Key(tr("Put bags away"), "stageBags", icon="building-warehouse")
        self._pack = Key(tr("Pack parcels"), "packParcels", icon="package")
        self._stock = Key(tr("Stock"), "pickStock", icon="hash")
        self._primary = PrimaryKey("", "takeList")
        self.side.addWidget(self._how)
        self.side.addStretch(1)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE_S)
        pair.addWidget(self._stage)
        pair.addWidget(self._pack)
        self.side.addLayout(pair)
        self.side.addWidget(self._stock)
        self.side.addWidget(self._primary)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_selected.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_entered)
        self._stage.clicked.connect(self.stage_touched)
        self._pack.clicked.connect(self.pack_touched)
        self._stock.clicked.connect(self.stock_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._how.setVisible(form is Form.WIDE)
        # elsewhere the rail leads there
        self._stock.setVisible(form is Form.HANDHELD)

    def render_state(self, state: PickListsState) -> None:
        """Draw what differs."""
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.chosen)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("clipboard-list", state.empty)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_take)
