"""How much longer our route is than the shortest one under the same rules, in many generated stores."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from bench.exact_route import shortest_length
from bench.measure import Figure, percentile, say, timed
from bench.rules_of_thumb import largest_gap, s_shape
from bench.store_layouts import Errand, errands
from pos_app.domain.picking.route import best_order, groups_of, length_of
from pos_app.domain.picking.walking import Distances, Walks

ERRANDS = 260
PROVEN_MIN = 200
SEED = 20_261_122
ROUNDS = 3
TIME_MS_MAX = 200


@dataclass(frozen=True, slots=True)
class Tried:
    """One store with the length of our route and of those by rules of thumb; shortest is None when not proven."""

    errand: Errand
    ours: int
    by_s_shape: int
    by_largest_gap: int
    shortest: int | None
    took_ns: int

    def over(self, length: int) -> float:
        """How many times the shortest a route is."""
        return length / max(1, self.shortest or 0)


def main() -> None:
    """Print the worst case beside the proven optimum; fail when too few are proven or a route takes too long."""
    tried = [_tried(errand) for errand in errands(ERRANDS, SEED)]
    proven = [each for each in tried if each.shortest is not None]
    times = [each.took_ns for each in tried]
    say("stores", tried=len(tried), proven=len(proven), unproven=len(tried) - len(proven))
    _say_ratios("ours", proven, attrgetter("ours"))
    _say_ratios("S-shape", proven, attrgetter("by_s_shape"))
    _say_ratios("largest gap", proven, attrgetter("by_largest_gap"))
    say("time of a route", p50_ms=percentile(times, 50), p99_ms=percentile(times, 99))
    worst = max(proven, key=lambda each: each.over(each.ours))
    print(f"worst case: {worst.errand.name}")
    if len(proven) < PROVEN_MIN or percentile(times, 99) > TIME_MS_MAX:
        sys.exit("too few stores proven, or a route takes too long")
    metres, floor = worst.ours / 100, (worst.shortest or 0) / 100
    print(Figure.beside_floor("pick_route", metres, "m", floor).line())


def _tried(errand: Errand) -> Tried:
    took = min(timed(partial(_route, errand)) for _ in range(ROUNDS))
    distances = Walks(errand.store_map).distances(errand.places)
    order = best_order(distances, errand.ranks)
    groups = groups_of(errand.ranks)
    ours = length_of(distances, order)
    return Tried(
        errand,
        ours,
        length_of(distances, s_shape(errand.places, groups)),
        length_of(distances, largest_gap(errand.store_map, errand.places, groups)),
        shortest_length(errand.store_map, errand.places, distances, groups, ours),
        took,
    )


def _route(errand: Errand) -> tuple[Distances, list[int]]:
    """All that a device does: the ways of the store, the distances of the stops, their order."""
    distances = Walks(errand.store_map).distances(errand.places)
    return distances, best_order(distances, errand.ranks)


def _say_ratios(name: str, proven: list[Tried], length: Callable[[Tried], int]) -> None:
    over = sorted(each.over(length(each)) for each in proven)
    shortest = sum(each.over(length(each)) <= 1 for each in proven)
    say(
        f"{name} over the shortest",
        worst=over[-1],
        mean=sum(over) / len(over),
        shortest_share=shortest / len(over),
    )


if __name__ == "__main__":
    main()
