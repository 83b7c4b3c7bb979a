"""Styles knows what one style comes in: its sizes from small to large, its colours, and which of them there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pos_app.domain.catalogue import FoundItem

# As they are worn, from small to large; what is none of them and no number keeps the order of the catalogue.
_WORN = (
    *("xxxs", "xxs", "xs", "mini", "s", "small", "m", "medium", "l", "large"),
    *("xl", "xxl", "2xl", "xxxl", "3xl", "4xl", "5xl", "giant"),
)
_PLACES = {word: place for place, word in enumerate(_WORN)}
_HALF = ("½", ".5")


@dataclass(frozen=True, slots=True)
class Variant:
    """One item of a style: its size and its colour, "" for what it does not come in, and what is here of it."""

    found: FoundItem
    size: str
    colour: str


@dataclass(frozen=True, slots=True)
class StyleGrid:
    """Every variant of a style by its colour and its size; a style may have one of the two alone."""

    name: str
    sizes: tuple[str, ...]
    colours: tuple[str, ...]
    variants: tuple[Variant, ...]

    @staticmethod
    def of(name: str, variants: Sequence[Variant]) -> StyleGrid:
        """Sizes from small to large, colours in the order of the catalogue."""
        sizes = in_order({variant.size: None for variant in variants})
        colours = dict.fromkeys(variant.colour for variant in variants)
        return StyleGrid(name, sizes, tuple(colours), tuple(variants))

    def at(self, colour: str, size: str) -> tuple[Variant, ...]:
        """What there is of a colour in a size; two items may be the same."""
        return tuple(v for v in self.variants if (v.colour, v.size) == (colour, size))


def in_order(sizes: Iterable[str]) -> tuple[str, ...]:
    """Numbers by what they count, words as they are worn, anything else behind them as it comes."""
    return tuple(sorted(sizes, key=_place))


def _place(size: str) -> tuple[int, int]:
    word = size.strip().casefold()
    half = next((end for end in _HALF if word.endswith(end)), "")
    whole = word.removesuffix(half)
    if whole.isascii() and whole.isdecimal():
        return 0, 2 * int(whole) + bool(half)
    return (1, _PLACES[word]) if word in _PLACES else (2, 0)
