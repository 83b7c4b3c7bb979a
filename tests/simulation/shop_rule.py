"""Shop rule knows what a right centre makes of orders that are fetched and given out, and of sales that come back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pos_app.domain.facts import FactKind
from pos_app.files.database import Connection
from tests.simulation.goods import ITEM_IDS
from tests.simulation.virtual_app import APPLIED, PARKED, MadeFact

LINES = "SELECT order_number, line, item_id, quantity_milli FROM customer_order_line ORDER BY 1, 2"
BROUGHT_BACK = frozenset({FactKind.SALE_RETURNED, FactKind.SALE_VOIDED})


@dataclass(slots=True)
class _Order:
    """Item and thousandths by line, and what became of it."""

    ordered: dict[int, tuple[int, int]] = field(default_factory=dict)
    is_found: bool = False
    has_left: bool = False


@dataclass(slots=True)
class _Sold:
    """What of a sale is not back: thousandths by line, and money."""

    milli: dict[int, int]
    left_minor: int


class ShopRule:
    """Reckons in the order in which the centre decided.

    Protects: goods of an order leave once, no more comes back than was sold, and a basket is sold once; each further
    time is asked of a person. What is held back is what open orders wait for.
    """

    def __init__(self) -> None:
        # Handovers of an order that had left, since the database is this one.
        self.double_handovers: set[str] = set()
        self.too_much_back: set[str] = set()
        self._orders: dict[str, _Order] = {}
        self._sold: dict[str, _Sold] = {}

    def begin(self, connection: Connection) -> None:
        """The orders that shops have placed stand; what happened to them is told again."""
        self.double_handovers, self.too_much_back = set(), set()
        self._orders, self._sold = {}, {}
        for number, line, item_id, milli in connection.execute(LINES).fetchall():
            self._orders.setdefault(number, _Order()).ordered[line] = (item_id, milli)

    def placed(self, number: str, ordered: list[tuple[int, int]]) -> None:
        """The centre is about to take an order."""
        self._orders[number] = _Order(dict(enumerate(ordered, start=1)))

    def reserved(self) -> dict[int, int]:
        """What is held back of each item, in thousandths."""
        held = dict.fromkeys(ITEM_IDS, 0)
        for order in self._orders.values():
            for item_id, milli in order.ordered.values() if not order.has_left else ():
                held[item_id] += milli
        return held

    def outcome_of(self, made: MadeFact) -> str:
        """What the next decision has to be."""
        said: Any = made.said
        if made.outcome == PARKED:
            return PARKED
        if made.kind == FactKind.SALE_COMPLETED:
            return PARKED if said["sale_id"] in self._sold else APPLIED
        if made.kind in BROUGHT_BACK:
            return APPLIED if self._is_left(said) else PARKED
        if made.kind in (FactKind.ORDER_PICKED, FactKind.PIECE_STAGED, FactKind.ORDER_HANDED_OVER):
            order = self._orders.get(said["order_number"])
            return PARKED if order is None else _of_order(made.kind, order)
        return made.outcome

    def decided(self, made: MadeFact, status: str) -> None:
        """It was decided so, rightly."""
        said: Any = made.said
        if status == APPLIED:
            self._apply(made.kind, said)
        elif made.kind in BROUGHT_BACK and said["sale_id"] in self._sold:
            self.too_much_back.add(made.fact_id.hex)
        elif made.kind == FactKind.ORDER_HANDED_OVER and said["order_number"] in self._orders:
            self.double_handovers.add(made.fact_id.hex)

    def _apply(self, kind: str, said: Any) -> None:
        if kind == FactKind.SALE_COMPLETED:
            goods = [line for line in said["lines"] if not line.get("voided")]
            milli = {line["line"]: line["quantity_milli"] for line in goods}
            self._sold[said["sale_id"]] = _Sold(milli, said["total_minor"])
        elif kind in BROUGHT_BACK:
            sold = self._sold[said["sale_id"]]
            sold.left_minor -= said["total_minor"]
            for line in said["lines"]:
                sold.milli[line["line"]] -= line["quantity_milli"]
        elif kind == FactKind.ORDER_HANDED_OVER:
            self._orders[said["order_number"]].has_left = True
        elif kind == FactKind.ORDER_PICKED:
            order = self._orders[said["order_number"]]
            found = {line["line_number"]: line["picked_milli"] for line in said["lines"]}
            is_whole = all(found[line] == milli for line, (_, milli) in order.ordered.items())
            order.is_found |= is_whole and not order.has_left

    def _is_left(self, said: Any) -> bool:
        sold = self._sold.get(said["sale_id"])
        return (
            sold is not None
            and said["total_minor"] <= sold.left_minor
            and all(line["quantity_milli"] <= sold.milli[line["line"]] for line in said["lines"])
        )


def _of_order(kind: str, order: _Order) -> str:
    """Bags that are told of late mean nothing any more; goods that are found twice do."""
    if kind == FactKind.ORDER_HANDED_OVER:
        return PARKED if order.has_left else APPLIED
    return PARKED if kind == FactKind.ORDER_PICKED and order.is_found else APPLIED
