"""The points port: what this device knows of a customer's points."""

from __future__ import annotations

from typing import Protocol

from pos_app.domain.ids import CustomerNumber
from pos_app.domain.loyalty import KnownPoints


class Points(Protocol):
    """The centre's figure, with what happened here that it has not counted."""

    def find(self, customer: CustomerNumber) -> KnownPoints:
        """As of now; parts that were taken for the open sale are gone already."""
        ...
