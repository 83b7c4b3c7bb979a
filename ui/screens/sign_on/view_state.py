"""What sign-on shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperatorTile:
    """One person to touch; `pin` is shown in the demo store only."""

    number: str
    label: str
    spoken: str


@dataclass(frozen=True, slots=True)
class NewcomerState:
    """The fields with which a manager lets somebody in."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class SignOnState:
    """Who may sign on, who was touched, and how far the PIN is."""

    greeting: str
    operators: tuple[OperatorTile, ...]
    chosen: str
    prompt: str
    digits: int
    pin_length: int
    refusal: str = ""
    unclosed_day: str = ""
    basket: str = ""
    offline: str = ""
    remarks: tuple[str, ...] = ()
    busy: bool = False
    newcomer: NewcomerState | None = None
