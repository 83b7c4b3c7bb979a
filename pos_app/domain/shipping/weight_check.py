"""Weight check knows when a parcel does not weigh what was scanned into it, and what is probably missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Cartons, tape and filling differ: 3 % or 20 g, whichever is more.
TOLERANCE_PERCENT = 3
TOLERANCE_GRAMS = 20
# The item whose weight differs from what is off by less than this part of itself is named.
GUESS_PERCENT = 25


@dataclass(frozen=True, slots=True)
class ExpectedWeight:
    """What a parcel should weigh; is_whole: the weight of everything in it is known."""

    grams: int
    is_whole: bool

    @property
    def tolerance_grams(self) -> int:
        """So much more or less is the same."""
        return max(TOLERANCE_GRAMS, self.grams * TOLERANCE_PERCENT // 100)

    def off_grams(self, weighed_grams: int) -> int:
        """How much is too much, below zero what is missing; 0 when it is right, or may be."""
        off = weighed_grams - self.grams
        if abs(off) <= self.tolerance_grams or (off > 0 and not self.is_whole):
            return 0
        return off


def expected_weight(empty_grams: int, pieces: Sequence[int]) -> ExpectedWeight:
    """pieces: grams of each thing inside, 0 where nobody knows."""
    return ExpectedWeight(empty_grams + sum(pieces), all(pieces))


def likely_item(off_grams: int, weights: Mapping[str, int]) -> str:
    """Which of these weighs about as much as is missing or too much; "" when none does."""
    near = {
        name: abs(abs(off_grams) - grams)
        for name, grams in weights.items()
        if grams and abs(abs(off_grams) - grams) * 100 <= grams * GUESS_PERCENT
    }
    return min(near, key=lambda name: (near[name], name), default="")
