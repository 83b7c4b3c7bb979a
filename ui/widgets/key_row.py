"""A row of plain keys whose words and number change; what is not offered keeps no place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.tokens import SPACE_S
from ui.widgets.key import Key


class KeyRow(QWidget):
    """Keys by their names; the row is away when there is none."""

    chosen = Signal(str)

    def __init__(self, name: str, places: int, columns: int = 0) -> None:
        """places: how many keys there may be; columns: how many stand in a row, all of them by default."""
        super().__init__()
        self.setObjectName(name)
        self._offered: tuple[tuple[str, str], ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        across = columns or places
        self._keys = [Key("", f"{name}-{at}") for at in range(places)]
        for at, key in enumerate(self._keys):
            grid.addWidget(key, at // across, at % across)
            key.clicked.connect(self._choose)
            key.hide()
        self.hide()

    def render_keys(self, offered: tuple[tuple[str, str], ...]) -> None:
        """Key and words of each."""
        self._offered = offered
        self.setVisible(bool(offered))
        for at, key in enumerate(self._keys):
            key.setVisible(at < len(offered))
            if at < len(offered):
                key.set_key(offered[at][1])
                key.setAccessibleName(offered[at][1])

    def _choose(self) -> None:
        key = self.sender()
        if isinstance(key, Key) and key in self._keys:
            self.chosen.emit(self._offered[self._keys.index(key)][0])
