"""Seen knows which rare states a run came through, so that a simulation that meets none of them is noticed."""

from __future__ import annotations

from collections import Counter

# A run of many seeds has to meet each of these; a fault that never does anything tests nothing.
RARE_STATES = (
    "fork",
    "fork re-chained",
    "fact in two chains",
    "incarnation after a restore",
    "gap answered",
    "new epoch",
    "started again",
    "parked",
    "crash of the app before its commit",
    "crash of the app after its commit",
    "crash of the agent before its commit",
    "crash of the agent after its commit",
    "crash of the centre before its commit",
    "crash of the centre between commit and answer",
    "crash of the centre inside its commit",
    "power cut inside a commit of the centre: it is there",
    "power cut inside a commit of the centre: it is not",
    "duplicated request",
    "late answer",
    "portal answered",
    "stale answer",
    "gap in a tail",
    "flipped byte refused",
    "sealed page",
    "snapshot file",
    "snapshot page",
    "snapshot while others sell",
    "clone",
    "old journal beside a newer replica",
    "old disk",
    "power cut",
    "damaged replica",
    "bad page in a replica",
    "bad page in a journal",
    "journal salvaged",
    "power cut inside a commit: it is there",
    "power cut inside a commit: it is not",
    "cut off in one direction",
    "pruned",
    "newer centre",
    "older centre",
    "parked, then applied",
    "side record held",
    "side record brought again",
    "side record of somebody erased refused",
    "guest erased",
    "person erased",
    "person erased again after a restore",
    "choked fact",
    "choked side record",
    "clock jump",
    "device enrolled on the way",
    "failover that no witness saw",
    "cursor that the centre forgot",
    "device that was believed",
    "pages let go of",
    "history gone",
    "oversold",
    "copy told",
    "order handed over",
    "double handover",
    "order short",
    "payment in doubt: it was taken",
    "payment in doubt: it was not taken",
    "goods brought back",
    "brought back twice",
    "sale undone",
    "goods received",
)

# These need a longer run.
VERY_RARE_STATES = ("facts lost",)
SEEDS_FOR_RARE, SEEDS_FOR_VERY_RARE = 60, 400


class Seen:
    """Counts rare states by name; only names of the list above."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def note(self, state: str, times: int = 1) -> None:
        """It happened once more, or so often."""
        assert state in (*RARE_STATES, *VERY_RARE_STATES), state
        self.counts[state] += times

    def missing(self, seed_count: int) -> list[str]:
        """What never happened in so many seeds, and should have."""
        due: tuple[str, ...] = ()
        if seed_count >= SEEDS_FOR_RARE:
            due += RARE_STATES
        if seed_count >= SEEDS_FOR_VERY_RARE:
            due += VERY_RARE_STATES
        return [state for state in due if not self.counts[state]]
