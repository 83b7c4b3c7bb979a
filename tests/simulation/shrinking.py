"""Shrinking knows how the many happenings of a seed that failed become the few that it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

# Whether the same promise breaks when only these happen.
StillFails = Callable[[frozenset[int]], bool]


def shrink(happenings: Sequence[int], still_fails: StillFails, tries_max: int) -> frozenset[int]:
    """The fewest that were found with so many tries; all of them fail. Halves are left out first, single ones last."""
    left, parts, tries = list(happenings), 2, 0
    while len(left) > 1 and parts <= len(left):
        for part in range(parts):
            first, end = len(left) * part // parts, len(left) * (part + 1) // parts
            fewer = left[:first] + left[end:]
            if tries == tries_max:
                return frozenset(left)
            tries += 1
            if still_fails(frozenset(fewer)):
                left, parts = fewer, max(parts - 1, 2)
                break
        else:
            parts = len(left) if parts < len(left) < 2 * parts else 2 * parts
    return frozenset(left)
