"""What the devices screen shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ui.widgets.row_state import ChoiceRow


class Shown(StrEnum):
    """What the list holds."""

    DEVICES = "devices"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """One device in full; lines: what is known of it, one fact each; test_words, icon: of the key that tries it."""

    title: str
    lines: tuple[str, ...]
    can_test: bool = False
    can_open: bool = False
    can_drop: bool = False
    test_words: str = ""
    icon: str = "printer"
    can_tell_apart: bool = False
    can_forget: bool = False


@dataclass(frozen=True, slots=True)
class DevicesState:
    """All devices with the chosen one in full, or what they did lately."""

    shown: Shown
    rows: tuple[ChoiceRow, ...]
    chosen: str | None
    card: DeviceCard
    empty: str = ""
    busy: bool = False
