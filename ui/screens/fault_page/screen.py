"""The whole page for a register that cannot start: what happened, what to do, nothing else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.form import Form
from ui.screens.fault_page.view_state import FaultPageState
from ui.theme.tokens import KEY_HEIGHT
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.key import PrimaryKey
from ui.widgets.labels import set_tone, text_label


class FaultPage(TwoColumns):
    """Names the one next step; a recovery code is typed here and nowhere else."""

    code_edited = Signal(str)
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("faultPage")
        self._card = Card("faultCard")
        self._title = text_label("", "heading", "faultTitle", wrap=True)
        self._text = text_label("", "name", "faultText", wrap=True)
        self._steps = text_label("", "name", "faultSteps", wrap=True)
        self._code = QLineEdit()
        self._code.setObjectName("recoveryCode")
        self._code.setAccessibleName(tr("Recovery code"))
        self._code.setPlaceholderText(tr("Recovery code"))
        self._code.setFixedHeight(KEY_HEIGHT)
        self._message = text_label("", "hint", "faultMessage", wrap=True)
        set_tone(self._message, "warn")
        self._primary = PrimaryKey("", "faultPrimary")
        self._card.inside.addStretch(1)
        for widget in (self._title, self._text, self._steps, self._code, self._message):
            self._card.inside.addWidget(widget)
        self._card.inside.addStretch(2)
        self.main.addWidget(self._card, 1)
        self.side.addStretch(1)
        self.side.addWidget(self._primary)
        self._code.textEdited.connect(self.code_edited)
        self._code.returnPressed.connect(self.primary_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """One below the other where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)

    def render_state(self, state: FaultPageState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._text.setText(state.text)
        self._steps.setText("\n".join(state.steps))
        self._code.setVisible(state.asks_code)
        if self._code.text() != state.code:
            self._code.setText(state.code)
        self._message.setText(state.message)
        self._message.setVisible(bool(state.message))
        self._primary.set_key(state.primary)
        self._primary.set_busy(state.busy)
