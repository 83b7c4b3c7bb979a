"""What the screen of a check shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckState:
    """What the person has to show, what of it was typed, and how often it may be wrong.

    letters, digits: which pads are there; other_person: who was named to come instead, "" for nobody; managers: who may
    vouch once no try is left, as number and name; refuse: what the second key says, "" without one.
    """

    title: str
    ask: str
    typed: str
    tries: str
    letters: bool
    digits: bool
    other_person: str
    is_other: bool
    managers: tuple[tuple[str, str], ...]
    refuse: str
    primary: str
    can_go_on: bool
    busy: bool = False
