"""Faults knows what goes wrong in a seed: each seed has its own few kinds of trouble at its own rates."""

from __future__ import annotations

from dataclasses import dataclass, fields

from tests.simulation.chance import Chance

QUIET_SEEDS_EACH = 10


@dataclass(frozen=True, slots=True)
class Faults:
    """Rates in a thousand: of calls (the first block), of decisions of an agent and steps of an app (the second),
    weights among the happenings of a day (the third), and whether the centre is of another release (the last)."""

    drop_request: int = 0
    drop_reply: int = 0
    duplicate: int = 0
    slow: int = 0
    truncated: int = 0
    flipped: int = 0
    busy: int = 0
    portal: int = 0
    gateway: int = 0
    stale: int = 0
    gappy: int = 0

    agent_crash: int = 0
    app_crash: int = 0
    centre_crash: int = 0
    centre_torn: int = 0
    lost_bell: int = 0
    torn: int = 0

    cut_off: int = 0
    one_way: int = 0
    power_cut: int = 0
    old_journal: int = 0
    old_disk: int = 0
    clone: int = 0
    damage: int = 0
    bad_page: int = 0
    bad_journal: int = 0
    clock_jump: int = 0
    centre_restart: int = 0
    centre_restore: int = 0
    strange_fact: int = 0
    choke: int = 0

    newer_centre: int = 0
    older_centre: int = 0

    @property
    def any_call_fault(self) -> bool:
        """False where every call is delivered as it is."""
        return any(getattr(self, name) for name in _OF_CALLS)


_OF_CALLS = (
    "drop_request",
    "drop_reply",
    "duplicate",
    "slow",
    "truncated",
    "flipped",
    "busy",
    "portal",
    "gateway",
    "stale",
    "gappy",
)
# The most that a fault is drawn with.
_MOST = {
    "drop_request": 120,
    "drop_reply": 120,
    "duplicate": 150,
    "slow": 150,
    "truncated": 60,
    "flipped": 60,
    "busy": 80,
    "portal": 50,
    "gateway": 50,
    "stale": 80,
    "gappy": 60,
    "agent_crash": 25,
    "app_crash": 40,
    "centre_crash": 30,
    "centre_torn": 30,
    "lost_bell": 400,
    "torn": 60,
    "cut_off": 30,
    "one_way": 30,
    "power_cut": 30,
    "old_journal": 40,
    "old_disk": 30,
    "clone": 30,
    "damage": 15,
    "bad_page": 15,
    "bad_journal": 15,
    "clock_jump": 20,
    "centre_restart": 20,
    "centre_restore": 25,
    "strange_fact": 60,
    "choke": 15,
    "newer_centre": 1,
    "older_centre": 1,
}


def faults_of(chance: Chance) -> Faults:
    """The trouble of a seed; every tenth seed has none. Each kind is drawn by itself: a new one changes no other."""
    if chance.seed % QUIET_SEEDS_EACH == 0:
        return Faults()
    rates = {field.name: _rate(chance, field.name) for field in fields(Faults)}
    return Faults(**rates)


def _rate(chance: Chance, name: str) -> int:
    stream = chance.stream(f"fault {name}")
    return 1 + stream.randrange(_MOST[name]) if stream.randrange(2) else 0
