"""Sent and waiting: in money and words, and whether the device may be switched off."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.form import Form
from ui.screens.sending.view_state import SendingState
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label


class SendingScreen(TwoColumns):
    """What waits is listed oldest first; waiting is a fact, not a fault."""

    try_now_touched = Signal()
    copy_touched = Signal()
    row_touched = Signal(str)

    def __init__(self) -> None:
        super().__init__("sending")
        self._headline = text_label("", "heading", "sendingHeadline", wrap=True)
        self._detail = text_label("", "name", "sendingDetail", wrap=True)
        self._question = text_label("", "title", "sendingQuestion", wrap=True)
        self._answer = text_label("", "name", "sendingAnswer", wrap=True)
        self._rows = ChoiceList("waiting", tr("What waits"))
        self._empty = EmptyState("nothingWaits", "cloud-check", "")
        self._try = PrimaryKey(tr("Try now"), "tryNow", icon="refresh")
        self._copy = Key(tr("Copy to USB"), "copyToUsb", icon="send")
        facts = Card("sendingFacts")
        for widget in (self._headline, self._detail, self._question, self._answer):
            facts.inside.addWidget(widget)
        waiting = Card("waitingCard", padded=False)
        waiting.inside.addWidget(self._rows)
        waiting.inside.addWidget(self._empty)
        self.main.addWidget(waiting, 1)
        self.side.addWidget(facts)
        self.side.addStretch(1)
        self.side.addWidget(self._copy)
        self.side.addWidget(self._try)
        self._copy.clicked.connect(self.copy_touched)
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_touched)
        self._try.clicked.connect(self.try_now_touched)

    def set_form(self, form: Form) -> None:
        """The list above the words where it is narrow."""
        super().set_form(form)
        self._try.set_form(form)

    def render_state(self, state: SendingState) -> None:
        """Draw what differs."""
        self._headline.setText(state.headline)
        self._detail.setText(state.detail)
        self._detail.setVisible(bool(state.detail))
        self._question.setText(state.question)
        self._answer.setText(state.answer)
        self._copy.setEnabled(state.can_copy)
        self._rows.setVisible(bool(state.rows))
        self._empty.setVisible(not state.rows)
        self._empty.render_empty("cloud-check", state.empty)
        self._rows.render_rows(state.rows, state.chosen)
