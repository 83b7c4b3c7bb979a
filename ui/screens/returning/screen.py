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
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label
from ui.widgets.tab_row import TabRow


class ReturningScreen(TwoColumns):
    """A touch or a scan takes one more piece back; nothing is written before the primary key."""

    line_touched = Signal(str)
    reason_touched = Signal(str)
    condition_touched = Signal(str)
    primary_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("returning")
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
        for widget in (self._why, self._reasons, self._goes, self._conditions):
            self.side.addWidget(widget)
        self.side.addWidget(self._back)
        self.side.addWidget(self._primary)
        self._rows.row_touched.connect(self.line_touched)
        self._rows.row_entered.connect(self.line_touched)
        self._reasons.chosen.connect(self.reason_touched)
        self._conditions.chosen.connect(self.condition_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The lines above the keys where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        for widget in (self._why, self._goes, self._back):
            widget.setVisible(form is not Form.HANDHELD)

    def render_state(self, state: ReturningState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._objection.setText(state.objection)
        self._objection.setVisible(bool(state.objection))
        self._rows.render_rows(state.rows, state.selected)
        self._reasons.show_reason(state.reason)
        self._conditions.show_tab(state.condition)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_give_back)
        self._primary.set_busy(state.busy)
