"""The list of keys that F1 shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.keys import KEYS, command_words
from ui.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.translation import tr
from ui.widgets.key import Key
from ui.widgets.labels import text_label


class KeysSheet(QWidget):
    """Every key of the table with what it does."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("keysSheet")
        self.setAccessibleName(tr("Keys"))
        self._leave = leave
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(text_label(tr("Keys"), "heading", "keysTitle"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_S)
        for row, binding in enumerate(KEYS):
            grid.addWidget(text_label(binding.keys, "name", f"key-{row}"), row, 0)
            words = text_label(command_words(binding.command), "body", f"keyWords-{row}")
            grid.addWidget(words, row, 1)
        column.addLayout(grid)
        close = Key(tr("Close"), "keysClose")
        close.clicked.connect(self._close)
        column.addWidget(close)

    def _close(self) -> None:
        self._leave()
