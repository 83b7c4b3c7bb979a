"""Change feed knows that something is different, and tells every screen at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from pos_app.ports.changes import Changes


class ChangeFeed(QObject):
    """One signal for the whole app: screens re-read what they show of the flags, and never hear of each other."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell of changes; nothing is told when nothing changed."""
        if changes is not Changes.NONE:
            self.changed.emit(changes)
