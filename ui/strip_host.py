"""Strip host: what a screen says that places the strip itself, because something stands beside it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QLayout


@runtime_checkable
class StripHost(Protocol):
    """A screen with a place of its own for the strip."""

    def strip_slot(self) -> QLayout:
        """The layout that takes the strip while this screen is shown."""
