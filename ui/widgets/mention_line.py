"""The line that says what goes with the basket, with a key that adds it and one that puts it away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.tokens import SPACE_S, TARGET
from ui.translation import tr
from ui.widgets.key import Key
from ui.widgets.labels import set_tone, text_label

HEIGHT = 84


class MentionLine(QWidget):
    """Hidden while there is nothing to say; it takes its room from what is empty and moves neither total nor keys."""

    added = Signal(str)
    put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mention")
        self._item = ""
        self._words = text_label("", "hint", "mentionWords")
        set_tone(self._words, "info")
        # The words need the room.
        self._add = Key("", "keyMentionAdd", icon="basket")
        self._add.setFixedWidth(TARGET)
        self._away = Key("", "keyMentionAway", icon="x")
        self._away.setAccessibleName(tr("Not now"))
        self._away.setFixedWidth(TARGET)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._words, 1)
        row.addWidget(self._add)
        row.addWidget(self._away)
        self._add.clicked.connect(self._add_touched)
        self._away.clicked.connect(self.put_away)
        # Three lines of words; the room above the total of a low window has no more.
        self.setFixedHeight(HEIGHT)
        self.hide()

    def render_mention(self, item: str, words: str) -> None:
        """Draw what differs; an empty item hides the line."""
        if item == self._item and words == self._words.text():
            return
        self._item = item
        self._words.setText(words)
        self._add.setAccessibleName(f"{tr('Add')} {words}")
        self.setVisible(bool(item))

    def _add_touched(self) -> None:
        if self._item:
            self.added.emit(self._item)
