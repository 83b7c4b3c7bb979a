"""Promotion rows knows the promotions of each zone, and every version that there ever was of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from central.core.feed import Change, publish, zone_feed
from central.core.offers import Offer
from central.core.records import Row
from central.core.refused import Refused
from central.core.wire_facts import is_name
from central.storage.dialect import insert_or_replace
from central.storage.money_schema import PROMOTION, PROMOTION_VERSION
from central.storage.promotion_use_rows import forget_uses
from central.storage.sql_feeds import SqlFeeds

# A promotion that ended so long ago leaves the devices; its versions stay here.
KEPT_AFTER_END_US = 30 * 86_400_000_000
_TOLD = ("promotion_id", "valid_from_us", "valid_until_us", "document")


class SqlPromotions:
    """Puts and ends promotions; tills hear of it in the same transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, zone: str, offers: Sequence[Offer], person: str, now_us: int) -> dict[str, int]:
        """Write promotions, each as a new version unless it is as before; gives versions by id.

        Raises Refused: unknown_zone.
        """
        feeds = SqlFeeds(self._connection)
        check_zone(feeds, zone)
        written = write_promotions(self._connection, zone, offers, person, now_us)
        gone = forget_ended(self._connection, zone, now_us)
        if written or gone:
            used = forget_uses(self._connection, zone, [name for (name,) in gone])
            dropped: dict[str, Sequence[Row]] = {"promotion": gone, "promotion_use": used}
            change = Change({"promotion": written}, drop=dropped)
            publish(feeds, {zone_feed(zone): [change]})
        return {offer.promotion_id: self._version(zone, offer.promotion_id) for offer in offers}

    def end(self, zone: str, promotion_id: str, person: str, now_us: int) -> int:
        """A promotion holds no longer; gives its last version. Raises Refused: unknown_promotion, already_ended."""
        found = {entry["promotion_id"]: entry for entry in self.of_zone(zone)}.get(promotion_id)
        if found is None:
            raise Refused(404, "unknown_promotion", "There is no such promotion.")
        until = found["valid_until_us"]
        if until is not None and until <= now_us:
            raise Refused(409, "already_ended", "This promotion has ended before.")
        # One that has not begun ends as it begins.
        end_us = max(now_us, found["valid_from_us"])
        ended = Offer(promotion_id, found["document"], found["valid_from_us"], end_us)
        return self.put(zone, [ended], person, now_us)[promotion_id]

    def of_zone(self, zone: str) -> list[dict[str, Any]]:
        """The promotions of a zone as they are now, by id."""
        wanted = select(PROMOTION).where(PROMOTION.c.zone == zone)
        ordered = wanted.order_by(PROMOTION.c.promotion_id)
        return [dict(row._mapping) for row in self._connection.execute(ordered)]

    def _version(self, zone: str, promotion_id: str) -> int:
        wanted = select(PROMOTION.c.version).where(
            PROMOTION.c.zone == zone, PROMOTION.c.promotion_id == promotion_id
        )
        return self._connection.scalar(wanted) or 0

    def versions(self, zone: str, promotion_id: str) -> list[dict[str, Any]]:
        """All that a promotion ever was, oldest first."""
        wanted = select(PROMOTION_VERSION).where(
            PROMOTION_VERSION.c.zone == zone, PROMOTION_VERSION.c.promotion_id == promotion_id
        )
        ordered = wanted.order_by(PROMOTION_VERSION.c.version)
        return [dict(row._mapping) for row in self._connection.execute(ordered)]


def check_zone(feeds: SqlFeeds, zone: str) -> None:
    """Raises Refused 404 for a zone that has no feed."""
    if not is_name(zone) or feeds.head(zone_feed(zone)) is None:
        raise Refused(404, "unknown_zone", "There is no such price zone.")


def write_promotions(
    connection: Connection, zone: str, offers: Sequence[Offer], person: str, now_us: int
) -> list[tuple[Any, ...]]:
    """Write what is new or other than before; gives the rows that tills are told."""
    ids = [offer.promotion_id for offer in offers]
    wanted = select(PROMOTION).where(PROMOTION.c.zone == zone, PROMOTION.c.promotion_id.in_(ids))
    known = {row.promotion_id: row for row in connection.execute(wanted.with_for_update())}
    rows: dict[str, dict[str, Any]] = {}
    for offer in offers:
        before = known.get(offer.promotion_id)
        told = {name: getattr(offer, name) for name in _TOLD}
        if before is not None and all(before._mapping[name] == told[name] for name in _TOLD):
            continue
        version = before.version + 1 if before else _next_version(connection, zone, offer)
        by = {"zone": zone, "version": version, "changed_by": person, "changed_us": now_us}
        rows[offer.promotion_id] = {**told, **by}
    if rows:
        columns = tuple(next(iter(rows.values())))
        replacing = insert_or_replace(connection, PROMOTION, columns)
        connection.execute(replacing, [*rows.values()])
        connection.execute(insert(PROMOTION_VERSION), [*rows.values()])
    return [tuple(row[name] for name in _TOLD) for _, row in sorted(rows.items())]


def forget_ended(connection: Connection, zone: str, now_us: int) -> list[tuple[str]]:
    """Take promotions away that ended long ago; gives their ids."""
    over = (PROMOTION.c.zone == zone, PROMOTION.c.valid_until_us < now_us - KEPT_AFTER_END_US)
    gone = connection.execute(delete(PROMOTION).where(*over).returning(PROMOTION.c.promotion_id))
    return sorted((row.promotion_id,) for row in gone)


def _next_version(connection: Connection, zone: str, offer: Offer) -> int:
    """One that comes back after it was forgotten goes on counting."""
    wanted = select(PROMOTION_VERSION.c.version).where(
        PROMOTION_VERSION.c.zone == zone, PROMOTION_VERSION.c.promotion_id == offer.promotion_id
    )
    versions: list[int] = [0, *connection.scalars(wanted)]
    return max(versions) + 1
