"""Currencies knows the digits of each currency, how its amounts are written, and which notes and coins there are."""

from __future__ import annotations

from dataclasses import dataclass

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency of ISO 4217; a store can be set up with those that stand in the table, and with no other.

    number: its three digits in ISO 4217. digits: those after the point. pieces: notes and then coins that circulate, in
    minor units, largest first. note_min: the smallest note. small: the sign of a minor unit, where people say one.
    before, after, thousands and decimals: how an amount is written.
    """

    number: str
    digits: int
    pieces: tuple[int, ...]
    note_min: int
    small: str = ""
    before: str = ""
    after: str = ""
    thousands: str = ","
    decimals: str = "."

    @property
    def unit(self) -> int:
        """Minor units of one whole."""
        return int(10**self.digits)

    @property
    def notes(self) -> tuple[int, ...]:
        """The notes alone, largest first."""
        return tuple(piece for piece in self.pieces if piece >= self.note_min)


def _after(
    number: str, pieces: tuple[int, ...], note_min: int, sign: str, thousands: str = _NO_BREAK
) -> Currency:
    return Currency(
        number, 2, pieces, note_min, after=_NO_BREAK + sign, thousands=thousands, decimals=","
    )


_TENS_TO_CENT = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
_HUNDREDS_TO_FIVE = (10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5)
_KRONOR = (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100)

# Sources: the central banks' lists of what is in circulation, 2026. Dollars carry their country where it is not the
# United States, since a drawer may hold both.
CURRENCIES = {
    "AUD": Currency("036", 2, _HUNDREDS_TO_FIVE, 500, "c", "A$"),
    "CAD": Currency("124", 2, (10000, 5000, 2000, 1000, 500, 200, 100, 25, 10, 5), 500, "¢", "C$"),
    "CHF": Currency(
        "756",
        2,
        (100000, 20000, *_HUNDREDS_TO_FIVE),
        1000,
        before=f"CHF{_NO_BREAK}",
        thousands="’",
    ),
    "CZK": _after("203", (500000, 200000, 100000, *_KRONOR), 10000, "Kč"),
    "DKK": _after("208", (*_KRONOR, 50), 5000, "kr.", "."),
    "EUR": Currency("978", 2, (20000, 10000, *_TENS_TO_CENT), 500, "c", "€"),
    "GBP": Currency("826", 2, _TENS_TO_CENT, 500, "p", "£"),
    "JPY": Currency("392", 0, (10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1), 1000, before="¥"),
    "KWD": Currency(
        "414",
        3,
        (20000, 10000, 5000, 1000, 500, 250, 100, 50, 20, 10, 5),
        250,
        before=f"KWD{_NO_BREAK}",
    ),
    "NOK": _after("578", (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 100), 5000, "kr"),
    "NZD": Currency("554", 2, _HUNDREDS_TO_FIVE[:-1], 500, "c", "NZ$"),
    "PLN": _after("985", (50000, 20000, 10000, *_TENS_TO_CENT), 1000, "zł"),
    "SEK": _after("752", (100000, *_KRONOR), 2000, "kr"),
    "SGD": Currency("702", 2, (10000, 5000, 1000, 500, 200, 100, 50, 20, 10, 5), 200, "¢", "S$"),
    "USD": Currency("840", 2, (10000, 5000, 2000, 1000, 500, 100, 50, 25, 10, 5, 1), 100, "¢", "$"),
}
