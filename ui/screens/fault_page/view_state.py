"""What the fault page shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaultPageState:
    """What happened and what to do; `asks_code` shows the field for a recovery code."""

    title: str
    text: str
    steps: tuple[str, ...]
    asks_code: bool
    code: str
    message: str
    primary: str
    busy: bool = False
