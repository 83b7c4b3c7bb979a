"""Cash count knows how a drawer is counted: one denomination after the other, notes before coins."""

from __future__ import annotations

from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.foreign_notes import notes_of
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.till import CashCount
from ui.figures import piece_text
from ui.translation import tr_count
from ui.widgets.row_state import ChoiceRow

PIECES_MAX = 9_999


class CashCounting:
    """A count under way; the total runs along, and nothing says what should come out."""

    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._pieces = {(currency, minor): 0 for minor in CURRENCIES[currency].pieces}
        self._chosen = next(iter(self._pieces))

    @property
    def chosen(self) -> str:
        """The key of the denomination that digits go to."""
        return self._key(self._chosen)

    @property
    def total(self) -> Money:
        """The sum so far, of the store's own currency."""
        return self.count().total

    def total_words(self) -> str:
        """The sum so far in each currency."""
        count = self.count()
        return " + ".join(map(format_money, (count.total, *count.foreign)))

    def add_notes_of(self, foreign: tuple[Money, ...]) -> None:
        """Notes of these currencies are counted too, after the store's own; how much there should be is not told."""
        for currency in (one.currency for one in foreign):
            for minor in notes_of(currency):
                self._pieces.setdefault((currency, minor), 0)

    def choose(self, key: str) -> None:
        """Digits go to this denomination from now on."""
        known = {self._key(piece): piece for piece in self._pieces}
        self._chosen = known.get(key, self._chosen)

    @property
    def is_last(self) -> bool:
        """Whether digits go to the last one."""
        return self._chosen == [*self._pieces][-1]

    def choose_next(self) -> None:
        """On to the next one; after the last comes the first."""
        order = [*self._pieces]
        self._chosen = order[(order.index(self._chosen) + 1) % len(order)]

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
        own = self._currency
        pieces = tuple((key[1], n) for key, n in self._pieces.items() if n and key[0] == own)
        others = dict.fromkeys(name for name, _ in self._pieces if name != own)
        foreign = tuple(Money(self._sum_of(name), name) for name in others)
        return CashCount(pieces, own, tuple(one for one in foreign if one.amount_minor))

    def now(self) -> str:
        """What is counted at the moment, for a screen that shows one thing."""
        row = next(row for row in self.rows() if row.key == self.chosen)
        return f"{row.title}   {row.detail}   {row.trailing}"

    def rows(self) -> tuple[ChoiceRow, ...]:
        """One row a denomination."""
        return tuple(
            ChoiceRow(
                key=self._key((currency, minor)),
                title=piece_text(minor, currency),
                detail=tr_count("{count} piece", "{count} pieces", count),
                trailing=format_money(Money(minor * count, currency)),
            )
            for (currency, minor), count in self._pieces.items()
        )

    def _sum_of(self, currency: str) -> int:
        return sum(minor * n for (name, minor), n in self._pieces.items() if name == currency)

    def _key(self, piece: tuple[str, int]) -> str:
        """The store's own by their figure alone."""
        currency, minor = piece
        return str(minor) if currency == self._currency else f"{currency}{minor}"
