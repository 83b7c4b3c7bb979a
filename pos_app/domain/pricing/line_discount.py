"""Line discount knows what one promotion takes off one line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineDiscount:
    """A promotion's share of a line: its id and name, and the amount in minor units."""

    promotion: str
    name: str
    amount_minor: int
