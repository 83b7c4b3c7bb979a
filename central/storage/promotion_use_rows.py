"""Promotion use rows knows how uses of promotions are kept: each by its sale, and their sums for devices."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, insert, select

from central.core.purchase_ports import PromotionUse, UseLimits
from central.core.records import Row
from central.storage.dialect import insert_or_replace
from central.storage.money_schema import PROMOTION, PROMOTION_SALE, PROMOTION_USE
from pos_app.domain.pricing.promotion_reading import read_promotion
from pos_app.domain.promotion_buyer import EVERY_BUYER

_FIGURES = ("uses", "spent_minor")
# promotion and buyer
_Key = tuple[str, str]


class SqlPromotionUses:
    """A sum is the sum of the uses that are kept; whoever changes one holds its promotion."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def limits(self, zone: str, promotions: Collection[str]) -> dict[str, UseLimits]:
        """Those of these that have a limit, each locked until the end."""
        wanted = select(PROMOTION.c.promotion_id, PROMOTION.c.document).where(
            PROMOTION.c.zone == zone, PROMOTION.c.promotion_id.in_(sorted(promotions))
        )
        locked = wanted.order_by(PROMOTION.c.promotion_id).with_for_update()
        found = {}
        for row in self._connection.execute(locked):
            limits = read_promotion(json.loads(row.document, parse_float=str)).limits
            if limits.counts_uses:
                found[row.promotion_id] = UseLimits(limits.uses, limits.uses_per_customer)
        return found

    def add(self, zone: str, business_unit: str, uses: Sequence[PromotionUse]) -> list[Row]:
        """Count uses; gives the rows of the feed's table that changed."""
        if not uses:
            return []
        rows = [
            {
                "promotion_id": use.promotion_id,
                "sale_id": use.sale_id,
                "zone": zone,
                "buyer": use.buyer,
                "saved_minor": use.saved_minor,
                "business_unit": business_unit,
            }
            for use in uses
        ]
        self._connection.execute(insert(PROMOTION_SALE), rows)
        more: dict[_Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for use in uses:
            for buyer in {EVERY_BUYER, use.buyer}:
                count, saved = more[use.promotion_id, buyer]
                more[use.promotion_id, buyer] = (count + 1, saved + use.saved_minor)
        return self._change(zone, more)

    def undo(self, sale_ids: Collection[str]) -> dict[str, list[Row]]:
        """Sales that were undone have used nothing; gives the rows that changed, by zone."""
        of_these = PROMOTION_SALE.c.sale_id.in_(sorted(sale_ids))
        used = select(PROMOTION_SALE.c.zone, PROMOTION_SALE.c.promotion_id).where(of_these)
        for zone, name in sorted(
            {(row.zone, row.promotion_id) for row in self._connection.execute(used)}
        ):
            self.limits(zone, [name])
        gone = delete(PROMOTION_SALE).where(of_these).returning(PROMOTION_SALE)
        less: dict[str, dict[_Key, tuple[int, int]]] = {}
        for row in self._connection.execute(gone).all():
            of_zone = less.setdefault(row.zone, {})
            for buyer in {EVERY_BUYER, row.buyer}:
                count, saved = of_zone.get((row.promotion_id, buyer), (0, 0))
                of_zone[row.promotion_id, buyer] = (count - 1, saved - row.saved_minor)
        return {zone: self._change(zone, of_zone) for zone, of_zone in sorted(less.items())}

    def _change(self, zone: str, more: dict[_Key, tuple[int, int]]) -> list[Row]:
        names = sorted({name for name, _ in more})
        wanted = select(PROMOTION_USE).where(
            PROMOTION_USE.c.zone == zone, PROMOTION_USE.c.promotion_id.in_(names)
        )
        before = {
            (row.promotion_id, row.buyer): (row.uses, row.spent_minor)
            for row in self._connection.execute(wanted)
            if (row.promotion_id, row.buyer) in more
        }
        rows = []
        for (name, buyer), (count, saved) in sorted(more.items()):
            uses, spent_minor = before.get((name, buyer), (0, 0))
            key = {"zone": zone, "promotion_id": name, "buyer": buyer}
            rows.append({**key, "uses": uses + count, "spent_minor": spent_minor + saved})
        if rows:
            replacing = insert_or_replace(self._connection, PROMOTION_USE, _FIGURES)
            self._connection.execute(replacing, rows)
        return [
            (row["promotion_id"], row["buyer"], row["uses"], row["spent_minor"]) for row in rows
        ]


def forget_uses(connection: Connection, zone: str, promotions: Collection[str]) -> list[_Key]:
    """Sums of promotions that left the devices leave with them; gives their keys."""
    over = (PROMOTION_USE.c.zone == zone, PROMOTION_USE.c.promotion_id.in_(promotions))
    gone = delete(PROMOTION_USE).where(*over)
    keys = gone.returning(PROMOTION_USE.c.promotion_id, PROMOTION_USE.c.buyer)
    return sorted((row.promotion_id, row.buyer) for row in connection.execute(keys))
