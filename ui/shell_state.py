"""What the shell shows around every screen: rail, top bar, status pill."""

from dataclasses import dataclass
from typing import Literal

PillTone = Literal["sent", "waiting", "offline", "fault"]


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place to go to; only what the operator may do is visible."""

    route: str
    label: str
    icon: str
    badge: int = 0
    visible: bool = True


@dataclass(frozen=True, slots=True)
class PillState:
    """The one calm status: sent, waiting, offline, or a device to look at."""

    text: str
    tone: PillTone
    short: str = ""  # for a handheld's bar


@dataclass(frozen=True, slots=True)
class ShellState:
    """Everything the shell draws; sign-on and set-up hide it all with `show_chrome`."""

    rail: tuple[RailItem, ...]
    operator: str | None
    workstation: str
    pill: PillState
    clock: str
    show_chrome: bool = True
    title: str = ""
    strip_title: str = ""  # in the strip while it has nothing to say
    place: str = ""  # where on the rail one is, for a screen that is not on it
    training: bool = False
