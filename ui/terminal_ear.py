"""Terminal ear knows that a terminal speaks on its own thread, and who is told on the screens' thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos_app.ports.terminal import CardTerminal


class TerminalEar(QObject):
    """Hands on that there is an answer; what it says is fetched by the store's thread."""

    _heard = Signal()

    def __init__(self, terminal: CardTerminal, heard: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("terminalEar")
        self._told = heard
        self._heard.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)
        terminal.listen(self._heard.emit)

    @Slot()
    def _hand_on(self) -> None:
        self._told()
