"""Fitting knows whether boxes go into a box: where each lies, on which side, none through another and none outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations

# Beyond so many pieces, and for what nobody has measured, the room that they take decides alone.
PIECES_PLACED_MAX = 20
# Goods that are put in by hand leave about a fifth of a carton empty.
FILLED_PERCENT = 80


@dataclass(frozen=True, slots=True)
class Block:
    """A box to be put in, in millimetres; an upright one stays on its foot. Sides of 0 are not known."""

    width_mm: int
    depth_mm: int
    height_mm: int
    is_upright: bool = False

    @property
    def volume(self) -> int:
        """Cubic millimetres, 0 when a side is not known."""
        return self.width_mm * self.depth_mm * self.height_mm

    @property
    def turned(self) -> tuple[tuple[int, int, int], ...]:
        """Its sides as it may lie, each way once."""
        sides = (self.width_mm, self.depth_mm, self.height_mm)
        if self.is_upright:
            width, depth, height = sides
            return tuple(dict.fromkeys(((width, depth, height), (depth, width, height))))
        return tuple(dict.fromkeys((a, b, c) for a, b, c in permutations(sides)))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a block lies, from the corner at the left, at the front and below, and its sides as it lies there."""

    block: int
    at: tuple[int, int, int]
    sides: tuple[int, int, int]

    @property
    def end(self) -> tuple[int, int, int]:
        """The opposite corner."""
        left, front, below = self.at
        width, depth, height = self.sides
        return left + width, front + depth, below + height

    def meets(self, other: Placed) -> bool:
        """Whether two blocks are in the same place."""
        return all(
            begin < others_end and others_begin < end
            for begin, end, others_begin, others_end in zip(
                self.at, self.end, other.at, other.end, strict=True
            )
        )


def fits(inside: Block, blocks: Sequence[Block]) -> bool:
    """Whether all of them go in together, as far as their sides are known and an arrangement was found."""
    room = sum(block.volume for block in blocks)
    if room > inside.volume:
        return False
    known = [block for block in blocks if block.volume]
    if len(known) > PIECES_PLACED_MAX:
        # the largest of them still has to go in by itself
        largest = max(known, key=_longest)
        return room * 100 <= inside.volume * FILLED_PERCENT and bool(arrange(inside, [largest]))
    return not known or bool(arrange(inside, known))


def arrange(inside: Block, blocks: Sequence[Block]) -> tuple[Placed, ...]:
    """A place for each block, or none at all when none was found: the first of four orders that works out."""
    for order in _ORDERS:
        ranked = sorted(range(len(blocks)), key=lambda number: order(blocks[number]), reverse=True)
        placed = _in_order(inside, blocks, ranked)
        if placed:
            return placed
    return ()


def _in_order(inside: Block, blocks: Sequence[Block], order: Sequence[int]) -> tuple[Placed, ...]:
    """Each block into the lowest corner that holds it; corners are where earlier blocks end."""
    corners = {(0, 0, 0)}
    placed: list[Placed] = []
    for number in order:
        found = _first_place(inside, blocks[number], number, corners, placed)
        if found is None:
            return ()
        placed.append(found)
        (left, front, below), (right, back, above) = found.at, found.end
        corners.discard(found.at)
        corners |= {(right, front, below), (left, back, below), (left, front, above)}
        # where walls and neighbours end, so that a gap beside a smaller block is seen as well
        corners |= {(right, 0, below), (0, back, below), (right, front, 0), (left, back, 0)}
    return tuple(placed)


def _first_place(
    inside: Block,
    block: Block,
    number: int,
    corners: set[tuple[int, int, int]],
    placed: Sequence[Placed],
) -> Placed | None:
    limits = (inside.width_mm, inside.depth_mm, inside.height_mm)
    for corner in sorted(corners, key=_lowest):
        for sides in block.turned:
            tried = Placed(number, corner, sides)
            inside_it = all(end <= most for end, most in zip(tried.end, limits, strict=True))
            if inside_it and not any(tried.meets(other) for other in placed):
                return tried
    return None


def _lowest(corner: tuple[int, int, int]) -> tuple[int, int, int]:
    left, front, below = corner
    return below, front, left


def _longest(block: Block) -> tuple[int, ...]:
    return tuple(sorted((block.width_mm, block.depth_mm, block.height_mm), reverse=True))


def _volume(block: Block) -> tuple[int, ...]:
    return (block.volume,)


def _foot(block: Block) -> tuple[int, ...]:
    return block.width_mm * block.depth_mm, block.height_mm


def _height(block: Block) -> tuple[int, ...]:
    return block.height_mm, block.volume


_ORDERS: tuple[Callable[[Block], tuple[int, ...]], ...] = (_volume, _longest, _foot, _height)
