"""What the card terminal is at, and the keys for a person to answer it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.card_state import CardState
from ui.theme.tokens import SPACE_S
from ui.widgets.key_row import KeyRow
from ui.widgets.labels import set_tone, text_label

_KEYS, _COLUMNS = 4, 2


class CardPanel(QWidget):
    """Away while the terminal is idle."""

    key_touched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cardPanel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        self._words = text_label("", "hint", "cardWords", wrap=True)
        self._words.setProperty("large", "true")
        self._keys = KeyRow("cardKeys", _KEYS, _COLUMNS)
        column.addWidget(self._words)
        column.addWidget(self._keys)
        self._keys.chosen.connect(self.key_touched)
        self.hide()

    def render_card(self, state: CardState) -> None:
        """Draw what differs."""
        self.setVisible(bool(state.words))
        self._words.setText(state.words)
        self._words.setAccessibleName(state.words)
        set_tone(self._words, "warn" if state.needs_a_look else "info")
        self._keys.render_keys(state.keys)
