"""What the done screen shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoneState:
    """The change to give back, in one figure and in pieces; `is_exact` when nothing goes back.

    `drawer` and `receipt` say how they are; `warning` is what stayed behind; `onward` is the key to the next sale.
    """

    caption: str
    change: str
    is_exact: bool
    summary: str
    pieces: tuple[str, ...]
    drawer: str
    drawer_late: bool
    receipt: str
    onward: str
    warning: str = ""
