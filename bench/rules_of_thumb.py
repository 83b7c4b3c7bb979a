"""Rules of thumb knows how pickers walk without a computed route: S-shape and largest gap, group after group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pos_app.domain.picking.store_map import Place, StoreMap


def s_shape(places: Sequence[Place], groups: Sequence[Sequence[int]]) -> list[int]:
    """Every aisle with a stop is walked from end to end, one up, the next down."""
    order: list[int] = []
    is_up = True
    for group in groups:
        for column in sorted({places[stop].aisle for stop in group}):
            stops = [stop for stop in group if places[stop].aisle == column]
            order += sorted(stops, key=lambda stop: places[stop].y_cm, reverse=not is_up)
            is_up = not is_up
    return order


def largest_gap(
    store_map: StoreMap, places: Sequence[Place], groups: Sequence[Sequence[int]]
) -> list[int]:
    """Aisles are entered from the front and left again, up to their largest gap; what lies beyond it from the back.

    The first and the last aisle of a group are walked through.
    """
    front, back = store_map.crosses[0].y_cm, store_map.crosses[-1].y_cm
    order: list[int] = []
    for group in groups:
        columns = sorted({places[stop].aisle for stop in group})
        upward = sorted(group, key=lambda stop: places[stop].y_cm)
        aisles = [[stop for stop in upward if places[stop].aisle == column] for column in columns]
        first, last = aisles[0], aisles[-1] if len(aisles) > 1 else []
        order += first
        near, far = [], []
        for aisle in aisles[1:-1]:
            rows = [front, *(places[stop].y_cm for stop in aisle), back]
            gaps = [high - low for low, high in pairwise(rows)]
            cut = gaps.index(max(gaps))
            near.append(aisle[:cut])
            far.append(aisle[cut:][::-1])
        order += [stop for aisle in far for stop in aisle]
        order += last[::-1]
        order += [stop for aisle in reversed(near) for stop in aisle]
    return order
