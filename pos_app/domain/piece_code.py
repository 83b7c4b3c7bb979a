"""Piece code knows the label of one bag of an order: which order, which bag of how many, how warm it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pos_app.domain.ids import OrderNumber
from pos_app.domain.picking.stop_order import TemperatureZone

# 4711/2/3/C: bag 2 of 3 of order 4711, chilled. Bars of Code 128 hold it without any network.
_FORM = re.compile(r"^(?P<order>.+)/(?P<piece>\d{1,3})/(?P<count>\d{1,3})/(?P<zone>[ACF])$")
_LETTERS = {"A": TemperatureZone.AMBIENT, "C": TemperatureZone.CHILLED, "F": TemperatureZone.FROZEN}


@dataclass(frozen=True, slots=True)
class PieceLabel:
    """One bag; piece 1 to of_count."""

    order_number: OrderNumber
    piece: int
    of_count: int
    zone: TemperatureZone

    @property
    def name(self) -> str:
        """What stands in the code behind its beginning."""
        letter = next(letter for letter, zone in _LETTERS.items() if zone is self.zone)
        return f"{self.order_number}/{self.piece}/{self.of_count}/{letter}"


def read_piece(name: str) -> PieceLabel | None:
    """What the label of a bag says; None for anything else."""
    read = _FORM.match(name)
    if read is None:
        return None
    piece, count = int(read["piece"]), int(read["count"])
    if not 1 <= piece <= count:
        return None
    return PieceLabel(OrderNumber(read["order"]), piece, count, _LETTERS[read["zone"]])
