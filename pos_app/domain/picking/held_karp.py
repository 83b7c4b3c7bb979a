"""Held–Karp knows the shortest order of a few stops, proven: every subset with every last stop is looked at once."""

from __future__ import annotations

from collections.abc import Sequence

FAR = 1 << 60


def best_ends(
    ways: Sequence[Sequence[int]], group: Sequence[int], entering: Sequence[int]
) -> list[tuple[int, tuple[int, ...]]]:
    """For each stop of a group as the last one: the shortest length and its order, all stops of the group visited.

    ways: between all stops; entering: what it costs to be at each stop of the group first, in the order of `group`.
    Work and memory double with each stop.
    """
    count = len(group)
    near = [[ways[here][there] for there in group] for here in group]
    lengths = [[FAR] * count for _ in range(1 << count)]
    before = [[-1] * count for _ in range(1 << count)]
    for last in range(count):
        lengths[1 << last][last] = entering[last]
    for visited in range(1, 1 << count):
        row = lengths[visited]
        free = [stop for stop in range(count) if not visited >> stop & 1]
        for last in range(count):
            walked = row[last]
            if walked >= FAR:
                continue
            ways_on = near[last]
            for stop in free:
                longer = walked + ways_on[stop]
                more = visited | 1 << stop
                if longer < lengths[more][stop]:
                    lengths[more][stop] = longer
                    before[more][stop] = last
    whole = (1 << count) - 1
    return [
        (lengths[whole][last], tuple(group[stop] for stop in _back(before, whole, last)))
        for last in range(count)
    ]


def _back(before: list[list[int]], visited: int, last: int) -> list[int]:
    """The order that ends in a stop, read from its end."""
    order = []
    while last >= 0:
        order.append(last)
        visited, last = visited & ~(1 << last), before[visited][last]
    return order[::-1]
