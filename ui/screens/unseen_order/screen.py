"""An order that is not here: what its customer gets from the shelf, and one key that somebody has to allow."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from ui.form import Form
from ui.screens.unseen_order.view_state import UnseenState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label

_ICON = "package"


class UnseenOrderScreen(TwoColumns):
    """A scan adds a piece, a touch takes one off again; nothing is written before the primary key."""

    row_touched = Signal(str)
    primary_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("unseenOrder")
        self._title = text_label("", "heading", "unseenTitle", wrap=True)
        self._detail = text_label("", "body", "unseenDetail", wrap=True)
        card = Card("unseenCard", padded=False)
        self._rows = ChoiceList("unseenRows", tr("What they get"))
        self._empty = EmptyState("unseenEmpty", _ICON, "")
        card.inside.addWidget(self._rows)
        card.inside.addWidget(self._empty)
        # The list takes what room the keys leave it.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._allow = text_label(
            tr("Somebody who may has to allow it. Head office compares it with the order."),
            "hint",
            "unseenAllow",
            wrap=True,
        )
        self._back = Key(tr("Back"), "unseenBack", icon="arrow-left")
        self._primary = PrimaryKey("", "handOverUnseen")
        self.main.addWidget(self._title)
        self.main.addWidget(self._detail)
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        for widget in (self._allow, self._back, self._primary):
            self.side.addWidget(widget)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The goods above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._back.setVisible(form is not Form.HANDHELD)

    def render_state(self, state: UnseenState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._detail.setText(state.detail)
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, None)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty(_ICON, state.empty)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_go_on)
        self._primary.set_busy(state.busy)
