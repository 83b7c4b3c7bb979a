"""Cash count knows how a drawer is counted: one denomination after the other, notes before coins."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.tender import DENOMINATIONS
from pos_app.domain.till import CashCount
from ui.figures import piece_text
from ui.translation import tr_count
from ui.widgets.row_state import ChoiceRow

PIECES_MAX = 9_999


class CashCounting:
    """A count under way; the total runs along, and nothing says what should come out."""

    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._denominations = DENOMINATIONS[currency]
        self._pieces = dict.fromkeys(self._denominations, 0)
        self._chosen = self._denominations[0]

    @property
    def chosen(self) -> str:
        """The key of the denomination that digits go to."""
        return str(self._chosen)

    @property
    def total(self) -> Money:
        """The sum so far."""
        return self.count().total

    def choose(self, key: str) -> None:
        """Digits go to this denomination from now on."""
        if key.isdigit() and int(key) in self._pieces:
            self._chosen = int(key)

    @property
    def is_last(self) -> bool:
        """Whether digits go to the smallest one."""
        return self._chosen == self._denominations[-1]

    def choose_next(self) -> None:
        """On to the next smaller one; after the last comes the first."""
        at = self._denominations.index(self._chosen)
        self._chosen = self._denominations[(at + 1) % len(self._denominations)]

    def press(self, digits: str) -> None:
        """A digit at the end of the pieces of the chosen one."""
        pieces = int(f"{self._pieces[self._chosen]}{digits}")
        if pieces <= PIECES_MAX:
            self._pieces[self._chosen] = pieces

    def erase(self) -> None:
        """Take the last digit away."""
        self._pieces[self._chosen] //= 10

    def count(self) -> CashCount:
        """What was counted, without the denominations of which there are none."""
        pieces = tuple((minor, count) for minor, count in self._pieces.items() if count)
        return CashCount(pieces, self._currency)

    def now(self) -> str:
        """What is counted at the moment, for a screen that shows one thing."""
        row = next(row for row in self.rows() if row.key == self.chosen)
        return f"{row.title}   {row.detail}   {row.trailing}"

    def rows(self) -> tuple[ChoiceRow, ...]:
        """One row a denomination."""
        return tuple(
            ChoiceRow(
                key=str(minor),
                title=piece_text(minor, self._currency),
                detail=tr_count("{count} piece", "{count} pieces", count),
                trailing=format_money(Money(minor * count, self._currency)),
            )
            for minor, count in self._pieces.items()
        )
