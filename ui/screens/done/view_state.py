"""What the done screen shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoneState:
    """The change to give back, in one figure and in pieces; `warning` when printer or drawer stayed behind."""

    caption: str
    change: str
    summary: str
    pieces: tuple[str, ...]
    warning: str = ""
