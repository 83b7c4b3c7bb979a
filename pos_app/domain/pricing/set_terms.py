"""Set terms know what a set, or a single unit, saves under one promotion, rounded as the store rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rounding, divide
from pos_app.domain.pricing.promotion import Off, OffKind, Slot

MICRO = 1_000_000

# (price of a unit, class, pieces, slot)
Chosen = tuple[int, int, int, int]
# (class, pieces, price of a unit)
Reduced = tuple[int, int, int]


def unit_saving_micro(amount_minor: int, milli: int, off: Off) -> int:
    """What one unit saves, in millionths of a minor unit; a weighed unit of `milli` is priced by its weight."""
    if off.kind is OffKind.PERCENT:
        return amount_minor * off.value
    value = off.value if not milli else divide(off.value * milli, 1000, Rounding.HALF_UP)
    if off.kind is OffKind.AMOUNT:
        return min(value, amount_minor) * MICRO
    return max(0, amount_minor - value) * MICRO


def _amount(chosen: Chosen) -> int:
    return chosen[0]


@dataclass(frozen=True, slots=True)
class SetTerms:
    """What a promotion asks for a set and gives for it in this basket.

    pieces: how many one set takes. cheapest: so many of the cheapest pieces are reduced. whole: the set as one.
    Limits are those left here and now; where `cap_minor` is reached, the last set saves what is left of it.
    """

    place: int
    slots: tuple[Slot, ...]
    off: Off
    rounding: Rounding
    whole: bool = False
    cheapest: int = 0
    uses_max: int | None = None
    cap_minor: int | None = None
    pieces: int = 0

    @property
    def is_limited(self) -> bool:
        """True when its sets are counted, or their discount."""
        return self.uses_max is not None or self.cap_minor is not None

    def reduced(self, chosen: Sequence[Chosen]) -> list[Reduced]:
        """Which of the chosen pieces cost less."""
        if not self.cheapest:
            return [
                (index, pieces, amount)
                for amount, index, pieces, slot in chosen
                if self.slots[slot].reduced
            ]
        left, found = self.cheapest, []
        for amount, index, pieces, _ in sorted(chosen, key=_amount):
            if left:
                found.append((index, min(left, pieces), amount))
                left -= min(left, pieces)
        return found

    def saving_minor(self, chosen: Sequence[Chosen], reduced: Sequence[Reduced], milli: int) -> int:
        """What the set saves, rounded once; `milli` is the weight where the set is one weighed unit."""
        if self.whole:
            total = sum(amount * pieces for amount, _, pieces, _ in chosen)
            return self._round(unit_saving_micro(total, milli, self.off))
        return self._round(
            sum(
                unit_saving_micro(amount, milli, self.off) * pieces for _, pieces, amount in reduced
            )
        )

    def _round(self, micro: int) -> int:
        return divide(micro, MICRO, self.rounding)
