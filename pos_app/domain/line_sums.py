"""Line sums knows what the lines of a basket come to, kept as lines come, change and go: a long one costs no more."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.domain.tax import TaxLine, TaxRate, summarise


class LineSums:
    """Of the lines that count alone; protects that what is taken out again is what was put in."""

    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._minor = 0
        self.pieces = 0
        # by rate: how many lines, and what is paid for them
        self._of_rate: dict[TaxRate, tuple[int, int]] = {}

    @property
    def to_pay(self) -> Money:
        """What is paid for all of them."""
        return Money(self._minor, self._currency)

    @property
    def taxes(self) -> tuple[TaxLine, ...]:
        """The tax summary, rounded once for each rate."""
        return summarise({rate: gross for rate, (_, gross) in self._of_rate.items()})

    def put(self, rate: TaxRate, amount: Money, pieces: int) -> None:
        """One line more."""
        self._count(rate, amount, pieces, 1)

    def take(self, rate: TaxRate, amount: Money, pieces: int) -> None:
        """One line less, as it was put in."""
        self._count(rate, amount, pieces, -1)

    def _count(self, rate: TaxRate, amount: Money, pieces: int, sign: int) -> None:
        assert amount.currency == self._currency, "two currencies in one sum"
        lines, gross = self._of_rate.get(rate, (0, 0))
        self._minor += sign * amount.amount_minor
        self.pieces += sign * pieces
        self._of_rate[rate] = (lines + sign, gross + sign * amount.amount_minor)
        if self._of_rate[rate][0] == 0:
            assert self._of_rate[rate][1] == 0, "more was put in than taken out"
            del self._of_rate[rate]
