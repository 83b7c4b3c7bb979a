"""What the grid of a style shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StyleCell:
    """One kind: a touch adds it; is_here: some of it is in this store. An empty key is a kind that there is not."""

    key: str
    words: str
    here: str
    spoken: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class StyleRow:
    """All sizes of one colour, in the order of the sizes; the colour is "" where the style has sizes alone."""

    colour: str
    cells: tuple[StyleCell, ...]


@dataclass(frozen=True, slots=True)
class StyleGridState:
    """The style by its name, what one of it costs, and its kinds."""

    title: str
    detail: str
    rows: tuple[StyleRow, ...]
