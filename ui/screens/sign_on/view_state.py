"""What sign-on shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperatorTile:
    """One person to touch; `detail` is the role, and the PIN in the demo store only."""

    number: str
    label: str
    spoken: str
    initials: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NewcomerState:
    """The fields with which a manager lets somebody in."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class PlaceState:
    """Where and when one signs on, and how the device stands with head office."""

    greeting: str
    store: str
    clock: str
    day: str
    status: str
    status_tone: str


@dataclass(frozen=True, slots=True)
class SignOnState:
    """Who may sign on, who was touched, and how far the PIN is."""

    place: PlaceState
    operators: tuple[OperatorTile, ...]
    chosen: str
    prompt: str
    digits: int
    pin_length: int
    refusal: str = ""
    unclosed_day: str = ""
    basket: str = ""
    search: str = ""
    remarks: tuple[str, ...] = ()
    busy: bool = False
    newcomer: NewcomerState | None = None
