"""Exact route knows the length of the shortest way through stops, proven, by another method than the product's.

A group of stops is solved on the ways themselves, not on distances between stops: they are looked at one piece of a way
after the other, from the left end of the store to the right, and of everything that was walked so far only this is
kept: at each place that still has pieces ahead how many times it was left more often than entered, and which of these
places hang together. For each such picture the shortest length counts (Ratliff and Rosenthal, 1983; here for ways in
one direction, and for any number of ways across). What cannot become shorter than a known length is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pos_app.domain.picking.held_karp import best_ends
from pos_app.domain.picking.store_map import OneWay, Place, StoreMap
from pos_app.domain.picking.walking import Distances

SMALL_GROUP_STOPS = 12
PICTURES_MAX = 15_000
_NONE = 1 << 60
# excess (left more often than entered) and component of each open place; entered, left, and finished
# spot, spot, length, may be walked from the first to the second, and back
_Piece = tuple[int, int, int, bool, bool]
_Picture = tuple[tuple[tuple[int, int], ...], bool, bool, bool]


@dataclass
class _Spot:
    """A place where ways meet or a stop stands."""

    is_stop: bool = False
    entering: int | None = None
    ending: int | None = None


@dataclass
class _Sweep:
    """The pieces of ways in the order in which they are looked at."""

    spots: list[_Spot] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    # pieces of an aisle between two ways across, with the number of the first; and how far aisles are apart
    parts: list[tuple[int, list[_Piece]]] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)


def shortest_length(
    store_map: StoreMap,
    places: Sequence[Place],
    distances: Distances,
    groups: Sequence[Sequence[int]],
    known: int,
) -> int | None:
    """The proven shortest length through all groups in their order; None when it cannot be proven here.

    known: the length of some way, so that longer ones need not be followed. Of the groups one may be large.
    """
    large = [number for number, group in enumerate(groups) if len(group) > SMALL_GROUP_STOPS]
    if len(large) > 1:
        return None
    ways = distances.between
    back = list(zip(*ways, strict=True))
    middle = large[0] if large else len(groups) - 1
    entering = {stop: distances.from_start[stop] for stop in groups[0]}
    for before, after in pairwise(groups[: middle + 1]):
        ends = _ends(ways, before, entering)
        entering = {stop: min(far + ways[end][stop] for end, far in ends.items()) for stop in after}
    ending = {stop: distances.to_drop[stop] for stop in groups[-1]}
    for after, before in zip(groups[:middle:-1], groups[-2::-1], strict=False):
        begins = _ends(back, after, ending)
        ending = {stop: min(far + ways[stop][at] for at, far in begins.items()) for stop in before}
    if large:
        return _through(store_map, places, entering, ending, known)
    ends = _ends(ways, groups[middle], entering)
    return min(far + ending[stop] for stop, far in ends.items())


def _ends(
    ways: Sequence[Sequence[int]], group: Sequence[int], entering: dict[int, int]
) -> dict[int, int]:
    found = best_ends(ways, group, [entering[stop] for stop in group])
    return {order[-1]: length for length, order in found if order}


def _through(
    store_map: StoreMap,
    places: Sequence[Place],
    entering: dict[int, int],
    ending: dict[int, int],
    known: int,
) -> int | None:
    """The shortest walk that begins and ends at stops of a group and meets all of them, with what both ends cost."""
    sweep = _sweep(store_map, places, entering, ending)
    last_use = {}
    for number, piece in enumerate(sweep.pieces):
        last_use[piece[0]] = last_use[piece[1]] = number
    bounds = _still_to_walk(sweep)
    has_one_way = any(not (to and back) for _, _, _, to, back in sweep.pieces)
    open_spots: list[int] = []
    pictures: dict[_Picture, int] = {((), False, False, False): 0}
    for number, piece in enumerate(sweep.pieces):
        for spot in piece[:2]:
            if spot not in open_spots:
                open_spots.append(spot)
                pictures = {(p[0] + ((0, 0),), *p[1:]): far for p, far in pictures.items()}
        at, to = open_spots.index(piece[0]), open_spots.index(piece[1])
        walked: dict[_Picture, int] = {}
        room = known - bounds[number + 1]
        for picture, far in pictures.items():
            for seen, more in _walked(picture, at, to, piece, room - far, has_one_way):
                if far + more < walked.get(seen, _NONE):
                    walked[seen] = far + more
        for spot in [spot for spot in piece[:2] if last_use[spot] == number]:
            place = open_spots.index(spot)
            open_spots.pop(place)
            walked = _closed(walked, place, sweep.spots[spot], room)
        pictures = walked
        if len(pictures) > PICTURES_MAX:
            return None
    done = [far for (_, entered, left, _), far in pictures.items() if entered and left]
    return min(done, default=None)


def _walked(
    picture: _Picture,
    at: int,
    to: int,
    piece: _Piece,
    room: int,
    has_one_way: bool,
) -> Iterator[tuple[_Picture, int]]:
    """What a picture becomes when a piece is walked, however often in each direction, or not at all."""
    _, _, length, forth, back = piece
    yield picture, 0
    if picture[3]:
        return
    joined = _joined(picture[0], at, to)
    if forth and back and 2 * length <= room:
        yield (joined, *picture[1:]), 2 * length
    for allowed, sign in ((forth, 1), (back, -1)):
        # without ways in one direction once is enough: of two walks the same way one may as well be turned
        times_max = room // max(1, length) if has_one_way else 1
        for times in range(1, times_max + 1 if allowed else 1):
            if times * length > room:
                break
            spots = list(joined)
            spots[at] = (spots[at][0] + sign * times, spots[at][1])
            spots[to] = (spots[to][0] - sign * times, spots[to][1])
            yield (tuple(spots), *picture[1:]), times * length


def _joined(spots: tuple[tuple[int, int], ...], at: int, to: int) -> tuple[tuple[int, int], ...]:
    """Both spots in one component; components are numbered as they come, 0 was never met."""
    fresh = max(label for _, label in spots) + 1
    ours, theirs = spots[at][1] or fresh, spots[to][1] or fresh + 1
    merged = [
        (excess, ours if label == theirs or place in (at, to) else label)
        for place, (excess, label) in enumerate(spots)
    ]
    return _numbered(merged)


def _numbered(spots: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    names = {0: 0}
    return tuple((excess, names.setdefault(label, len(names))) for excess, label in spots)


def _closed(
    pictures: dict[_Picture, int], place: int, spot: _Spot, room: int
) -> dict[_Picture, int]:
    """Pictures without a spot that has no piece left: it is in balance, or the walk begins or ends there."""
    kept: dict[_Picture, int] = {}
    for (spots, entered, left, done), far in pictures.items():
        excess, label = spots[place]
        others = spots[:place] + spots[place + 1 :]
        for begins in (False, True):
            for stops in (False, True):
                if excess != begins - stops or (begins and entered) or (stops and left):
                    continue
                if (begins and spot.entering is None) or (stops and spot.ending is None):
                    continue
                if spot.is_stop and not label and not (begins and stops):
                    continue
                cost = far + (spot.entering or 0) * begins + (spot.ending or 0) * stops
                if cost > room:
                    continue
                alone = bool(label or begins) and all(
                    other != label or not label for _, other in others
                )
                if alone and (done or any(other for _, other in others)):
                    continue
                picture = (_numbered(others), entered or begins, left or stops, done or alone)
                kept[picture] = min(cost, kept.get(picture, _NONE))
    return kept


def _sweep(
    store_map: StoreMap,
    places: Sequence[Place],
    entering: dict[int, int],
    ending: dict[int, int],
) -> _Sweep:
    """The ways as pieces between spots, aisle by aisle; stops at one place are one spot."""
    sweep = _Sweep()
    junctions: dict[tuple[int, int], int] = {}
    for column, aisle in enumerate(store_map.aisles):
        rows = [cross.y_cm for cross in store_map.crosses]
        stops: dict[int, int] = {}
        for stop, enter in entering.items():
            if places[stop].aisle == column:
                y = places[stop].y_cm
                spot = sweep.spots[stops[y]] if y in stops else _Spot(is_stop=True)
                if y not in stops:
                    stops[y] = len(sweep.spots)
                    sweep.spots.append(spot)
                spot.entering = min(enter, _or_none(spot.entering))
                spot.ending = min(ending[stop], _or_none(spot.ending))
        chain = dict(stops)
        for row, y in enumerate(rows):
            if y in chain:
                junctions[column, row] = chain[y]
            else:
                junctions[column, row] = chain[y] = len(sweep.spots)
                sweep.spots.append(_Spot())
        if column:
            far = aisle.x_cm - store_map.aisles[column - 1].x_cm
            sweep.gaps.append((len(sweep.pieces), far))
            for row in range(len(rows)):
                one_way = store_map.crosses[row].one_way
                _add(sweep, junctions[column - 1, row], junctions[column, row], far, one_way)
        along = sorted(chain)
        for low, high in pairwise(along):
            if low in rows:
                sweep.parts.append((len(sweep.pieces), []))
            _add(sweep, chain[low], chain[high], high - low, aisle.one_way)
            sweep.parts[-1][1].append(sweep.pieces[-1])
    return sweep


def _or_none(length: int | None) -> int:
    return _NONE if length is None else length


def _add(sweep: _Sweep, here: int, there: int, far: int, one_way: OneWay) -> None:
    forth, back = one_way is not OneWay.BACKWARD, one_way is not OneWay.FORWARD
    sweep.pieces.append((here, there, far, forth, back))


def _still_to_walk(sweep: _Sweep) -> list[int]:
    """At least this much is still to be walked before a piece is looked at, and after the last one.

    Of each part of an aisle between two ways across that is ahead whole and has stops: all of it, or twice what its
    largest gap leaves. The walk may begin in one part and end in another: the two dearest do not count. Aisles stand
    side by side: what lies between here and the last stop is crossed once at least.
    """
    bounds = [0] * (len(sweep.pieces) + 1)
    parts: list[tuple[int, int]] = []
    for number, pieces in sweep.parts:
        if not any(sweep.spots[spot].is_stop for piece in pieces for spot in piece[:2]):
            continue
        whole = sum(piece[2] for piece in pieces)
        is_one_way = not all(piece[3] and piece[4] for piece in pieces)
        around = 2 * (whole - max(piece[2] for piece in pieces))
        parts.append((number, whole if is_one_way else min(whole, around)))
    dearest = sorted((cost for _, cost in parts), reverse=True)[:2]
    for number in range(len(bounds)):
        vertical = sum(cost for first, cost in parts if first >= number) - sum(dearest)
        last = max((first for first, _ in parts), default=0)
        across = sum(far for first, far in sweep.gaps if number <= first <= last)
        bounds[number] = max(0, vertical) + across
    return bounds
