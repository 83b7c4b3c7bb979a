"""Zone offers know the promotions that the zone's feed brought, and ask the engine once there are any."""

from __future__ import annotations

import json

from pos_app.domain.ids import CustomerNumber
from pos_app.domain.refusals.coupons import WhyNoCoupon
from pos_app.domain.sale import SaleLine
from pos_app.files.database import Connection
from pos_app.ports.late import load
from pos_app.ports.offers import (
    NOTHING_TO_EXPLAIN,
    Discounts,
    Explained,
    OfferedCoupon,
    OfferHint,
    Offers,
)
from pos_app.storage.replica_files import ReplicaFiles
from pos_app.storage.selling_time import SellingTime

ARE_THERE = "SELECT EXISTS (SELECT 1 FROM zone.promotion)"
BOUNDARIES = """SELECT min(moment) FROM (
    SELECT valid_from_us AS moment FROM zone.promotion
    UNION ALL SELECT valid_until_us FROM zone.promotion) WHERE moment > ?"""
IN_FORCE = """SELECT document FROM zone.promotion WHERE valid_from_us <= ?1
    AND (valid_until_us IS NULL OR valid_until_us > ?1) ORDER BY promotion_id"""
NOT_IN_FORCE = """SELECT document, valid_from_us > ?1 FROM zone.promotion
    WHERE (valid_from_us > ?1 OR valid_until_us <= ?1) AND instr(document, ?2)
    ORDER BY valid_from_us DESC"""


class ZoneOffers:
    """Reads promotions again only when the zone's file moved on, or when one begins or ends.

    The engine is loaded with the first promotion: a store without any starts without it.
    """

    def __init__(
        self,
        connection: Connection,
        files: ReplicaFiles,
        time: SellingTime,
        zone: str,
        currency: str,
    ) -> None:
        self._connection = connection
        self._files = files
        self._time = time
        self._told = (zone, currency)
        self._version = -1
        self._next_change_us: int | None = None
        self._engine: Offers | None = None

    def discounts(
        self,
        lines: tuple[SaleLine, ...],
        customer: CustomerNumber | None = None,
        coupons: tuple[str, ...] = (),
    ) -> Discounts:
        """What the promotions in force take off."""
        self._keep_up()
        return {} if self._engine is None else self._engine.discounts(lines, customer, coupons)

    def coupon(self, code: str, customer: CustomerNumber | None = None) -> OfferedCoupon | None:
        """What a coupon with this code stands for now; one that is over, or has not begun, says so."""
        self._keep_up()
        found = None if self._engine is None else self._engine.coupon(code, customer)
        return self._of_other_days(code) if found is None else found

    def hint(self, line: SaleLine) -> OfferHint | None:
        """What little a promotion on a line's goods lacks."""
        return None if self._engine is None else self._engine.hint(line)

    def explained(self) -> Explained:
        """Why each promotion in force fired or not."""
        return NOTHING_TO_EXPLAIN if self._engine is None else self._engine.explained()

    def _of_other_days(self, code: str) -> OfferedCoupon | None:
        now_us, _ = self._time.now()
        for text, begins_later in self._connection.execute(NOT_IN_FORCE, (now_us, code)).fetchall():
            try:
                document = json.loads(text)
            except json.JSONDecodeError:
                continue
            if isinstance(document, dict) and document.get("coupon") == code:
                why = WhyNoCoupon.NOT_YET if begins_later else WhyNoCoupon.OVER
                return OfferedCoupon(str(document.get("name", code)), False, why_not=why)
        return None

    def _keep_up(self) -> None:
        now_us, _ = self._time.now()
        is_due = self._next_change_us is not None and now_us >= self._next_change_us
        if self._version != self._files.version or is_due:
            self._read(now_us)

    def _read(self, now_us: int) -> None:
        self._version = self._files.version
        execute = self._connection.execute
        self._engine, self._next_change_us = None, None
        if not execute(ARE_THERE).fetchone()[0]:
            return
        next_us = execute(BOUNDARIES, (now_us,)).fetchone()[0]
        self._next_change_us = next_us if isinstance(next_us, int) else None
        documents = [row[0] for row in execute(IN_FORCE, (now_us,)).fetchall()]
        if documents:
            told = (documents, self._time.local_minute, *self._told, self._connection)
            self._engine = load("offers")(*told)
