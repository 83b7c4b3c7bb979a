"""Catch weight knows how near goods that are weighed have to come to what was ordered; then the line is whole."""

from __future__ import annotations

# Weighed goods are never quite what was ordered: a fifth more or less does.
WEIGHT_TOLERANCE_PERCENT = 20


def most_milli(ordered_milli: int) -> int:
    """The heaviest that is still what was ordered, in thousandths."""
    return ordered_milli * (100 + WEIGHT_TOLERANCE_PERCENT) // 100


def least_milli(ordered_milli: int) -> int:
    """The lightest that is still what was ordered, in thousandths."""
    return -(-ordered_milli * (100 - WEIGHT_TOLERANCE_PERCENT) // 100)
