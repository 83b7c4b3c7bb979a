"""A return: the lines of the sale, why they come back, where they go, and one key that gives the money back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from pos_app.domain.sale_return import ReturnCondition
from ui.form import Form
from ui.screens.returning.reason_keys import ReasonKeys
from ui.screens.returning.view_state import ReturningState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.key_row import KeyRow
from ui.widgets.labels import text_label
from ui.widgets.tab_row import TabRow

_WAYS, _HANDHELD_WAYS = 3, 2


class ReturningScreen(TwoColumns):
    """A touch or a scan takes one more piece back; nothing is written before the primary key."""

    line_touched = Signal(str)
    reason_touched = Signal(str)
    condition_touched = Signal(str)
    way_touched = Signal(str)
    card_key_touched = Signal(str)
    primary_touched = Signal()
    back_touched = Signal()

    def __init__(self, name: str = "returning") -> None:
        super().__init__(name)
        self._is_idle = True
        self._offered: tuple[tuple[str, str], ...] = ()
        card = Card("returnCard", padded=False)
        self._title = text_label("", "heading", "returnTitle", wrap=True)
        self._rows = ChoiceList("returnRows", tr("What comes back"))
        card.inside.addWidget(self._rows)
        # The list takes what room the keys leave it.
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._reasons = ReasonKeys()
        self._conditions = TabRow(
            "returnConditions",
            (
                (ReturnCondition.SHELF.value, tr("Shelf")),
                (ReturnCondition.DAMAGED.value, tr("Damaged")),
                (ReturnCondition.SUPPLIER.value, tr("Supplier")),
            ),
        )
        self._back = Key(tr("Back"), "returnBack", icon="arrow-left")
        self._primary = PrimaryKey("", "giveBack")
        self._objection = text_label("", "warning", "returnObjection", wrap=True)
        self.main.addWidget(self._title)
        self.main.addWidget(self._objection)
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        self._why = text_label(tr("Why it comes back"), "body", "returnWhy")
        self._goes = text_label(tr("Where it goes"), "body", "returnGoes")
        self._back_to = text_label("", "body", "returnBackTo", wrap=True)
        self._card = CardPanel()
        self._ways = KeyRow("returnWays", _WAYS, 1)
        about_goods = (self._why, self._reasons, self._goes, self._conditions)
        for widget in (*about_goods, self._back_to, self._card, self._ways):
            self.side.addWidget(widget)
        self.side.addWidget(self._back)
        self.side.addWidget(self._primary)
        self._rows.row_touched.connect(self.line_touched)
        self._rows.row_entered.connect(self.line_touched)
        self._reasons.chosen.connect(self.reason_touched)
        self._conditions.chosen.connect(self.condition_touched)
        self._ways.chosen.connect(self.way_touched)
        self._card.key_touched.connect(self.card_key_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The lines above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._back.setVisible(form is not Form.HANDHELD)
        self._show_words()
        self._show_ways()

    def render_state(self, state: ReturningState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._objection.setText(state.objection)
        self._objection.setVisible(bool(state.objection))
        self._rows.render_rows(state.rows, state.selected)
        self._reasons.show_reason(state.reason)
        self._conditions.show_tab(state.condition)
        is_idle = self._is_idle = not state.card.words
        for widget in (self._reasons, self._conditions):
            widget.setVisible(is_idle)
        self._show_words()
        self._back.setEnabled(not state.card.is_moving)
        self._back_to.setText(state.back_to)
        self._card.render_card(state.card)
        # A handheld has room for two of them, or for one and where the money goes; cash is the last, it has no drawer.
        self._offered = state.ways
        self._show_ways()
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_give_back)
        self._primary.set_busy(state.busy)

    def _show_ways(self) -> None:
        handheld = self.form is Form.HANDHELD
        offered = self._offered[: _HANDHELD_WAYS if handheld else _WAYS]
        self._ways.render_keys(offered)
        has_room = not handheld or len(offered) < _HANDHELD_WAYS
        self._back_to.setVisible(bool(self._back_to.text()) and self._is_idle and has_room)

    def _show_words(self) -> None:
        """What stands above the keys about the goods, where there is room and the terminal is idle."""
        for label in (self._why, self._goes):
            label.setVisible(self._is_idle and self.form is not Form.HANDHELD)
