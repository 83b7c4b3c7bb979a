"""Point rows knows how the points of customers are kept: the figure of each, and what moved it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from central.core.purchase_ports import PointsMoved
from central.storage.purchase_schema import POINT_MOVEMENT
from central.storage.schema import CUSTOMER

_MOVE = (
    update(CUSTOMER)
    .where(CUSTOMER.c.number == bindparam("customer"))
    .values(points=CUSTOMER.c.points + bindparam("more"))
)


class SqlPoints:
    """Nobody gets points who is not a customer any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def move(
        self, business_unit: str, moved: Sequence[PointsMoved], recorded_us: int
    ) -> dict[str, tuple[int, int]]:
        """Write what happened to known customers; gives their points before and after."""
        names = sorted({one.customer for one in moved})
        wanted = select(CUSTOMER.c.number, CUSTOMER.c.points).where(CUSTOMER.c.number.in_(names))
        locked = wanted.order_by(CUSTOMER.c.number).with_for_update()
        before = {row.number: row.points for row in self._connection.execute(locked)}
        after = dict(before)
        rows = []
        for one in moved:
            if one.customer in after:
                after[one.customer] += one.points
                told = {"customer_number": one.customer, "source": one.source}
                at = {"business_unit": business_unit, "recorded_us": recorded_us}
                rows.append({**told, "points": one.points, **at})
        if rows:
            self._connection.execute(insert(POINT_MOVEMENT), rows)
            changed = [{"customer": name, "more": after[name] - before[name]} for name in after]
            self._connection.execute(_MOVE, changed)
        return {name: (before[name], after[name]) for name in after}

    def of(self, customer: str) -> int:
        """Somebody's points, 0 for nobody known."""
        wanted = select(CUSTOMER.c.points).where(CUSTOMER.c.number == customer)
        return self._connection.scalar(wanted) or 0

    def is_known(self, customer: str) -> bool:
        """Whether somebody has this number."""
        wanted = select(CUSTOMER.c.number).where(CUSTOMER.c.number == customer)
        return self._connection.execute(wanted).first() is not None

    def whose(self, source: str) -> str | None:
        """Whom something moved points of, None when nobody is known any more."""
        wanted = select(POINT_MOVEMENT.c.customer_number).where(POINT_MOVEMENT.c.source == source)
        return self._connection.scalar(wanted)
