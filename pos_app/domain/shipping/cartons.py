"""Cartons knows the boxes that a store packs into, and the smallest that holds an order's goods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.picking.stop_order import Storage
from pos_app.domain.shipping.fitting import Block, fits

# "S=300x200x150:120:5000 M=…": inside width, depth and height in mm, grams empty, grams that it may weigh.
CARTONS_SETTING = "cartons"
_FORM = re.compile(r"(?P<name>[^=\s]{1,12})=(\d{2,4})x(\d{2,4})x(\d{2,4}):(\d{1,5}):(\d{2,6})")


@dataclass(frozen=True, slots=True)
class Carton:
    """One kind of box; limit_grams: what it may weigh with all that is in it."""

    name: str
    inside: Block
    empty_grams: int
    limit_grams: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to be packed, as far as it is known: 0 grams, or a side of 0, says nothing."""

    grams: int
    block: Block


def read_cartons(setting: str) -> tuple[Carton, ...]:
    """The boxes of a setting, the smallest first; words that say none are passed over."""
    found = {}
    for word in setting.split():
        read = _FORM.fullmatch(word)
        if read is not None:
            name = read["name"]
            width, depth, height, empty, limit = map(int, read.groups()[1:])
            found[name] = Carton(name, Block(width, depth, height), empty, limit)
    return tuple(sorted(found.values(), key=lambda carton: (carton.inside.volume, carton.name)))


def piece_of(storage: Storage) -> Piece:
    """What is known of one piece; what breaks stays upright."""
    sides = (storage.width_mm, storage.depth_mm, storage.height_mm)
    return Piece(storage.weight_grams, Block(*sides, is_upright=storage.is_fragile))


def holds(carton: Carton, pieces: Sequence[Piece]) -> bool:
    """Whether these go in together and are not too heavy."""
    grams = carton.empty_grams + sum(piece.grams for piece in pieces)
    return grams <= carton.limit_grams and fits(carton.inside, [piece.block for piece in pieces])


def suggest(cartons: Sequence[Carton], pieces: Sequence[Piece]) -> tuple[Carton, ...]:
    """The smallest box that holds all; else the largest, as often as it takes, and the smallest for the rest.

    A piece that no box holds gets the largest to itself. Nothing is suggested where there are no boxes.
    """
    if not cartons or not pieces:
        return ()
    chosen: list[Carton] = []
    left = sorted(pieces, key=_size, reverse=True)
    while left:
        whole = next((carton for carton in cartons if holds(carton, left)), None)
        if whole is not None:
            return (*chosen, whole)
        largest = cartons[-1]
        taken = [left[0]]
        rest: list[Piece] = []
        for piece in left[1:]:
            (taken if holds(largest, [*taken, piece]) else rest).append(piece)
        chosen.append(largest)
        left = rest
    return tuple(chosen)


def _size(piece: Piece) -> tuple[int, int]:
    return piece.block.volume, piece.grams
