"""Put away: a bag and its bay are scanned in any order."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.staging.view_state import StagingState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import PrimaryKey
from ui.widgets.labels import set_tone, text_label


class StagingScreen(TwoColumns):
    """The scanner does it; the list says what lies where."""

    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("staging")
        card = Card("stagingCard", padded=False)
        self._rows = ChoiceList("stagedRows", tr("Bags put away"))
        self._empty = EmptyState("nothingStaged", "package", "")
        card.inside.addWidget(self._rows)
        card.inside.addWidget(self._empty)
        self.main.addWidget(card, 1)
        self._hint = text_label("", "hint", "stagingInstruction", wrap=True)
        set_tone(self._hint, "success")
        self._primary = PrimaryKey(tr("Done"), "stagingDone")
        self.side.addStretch(1)
        self.side.addWidget(self._hint)
        self.side.addWidget(self._primary)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the key where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)

    def render_state(self, state: StagingState) -> None:
        """Draw what differs."""
        self._hint.setText(state.instruction)
        self._rows.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows)
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("package", state.empty)
