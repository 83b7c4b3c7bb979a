"""Promotions knows how a promotion of a file becomes one of the centre."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from central.core.feed import zone_feed
from central.core.offers import Offer, read_offer
from central.core.refused import Refused
from central.importing import cells
from central.importing.loading import Loaded, Moment, currencies_by_zone, of_kind
from central.importing.rows import BadRow, FileRow, PromotionRow, Row
from central.storage.promotion_rows import write_promotions

PERSON = "import"


def promotion_row(
    zone: str, document: str, valid_from_us: int | None, valid_until_us: int | None
) -> PromotionRow:
    """A row whose document is a promotion; else BadRow says where it is not."""
    try:
        return PromotionRow(zone, read_offer(document.encode(), valid_from_us or 0, valid_until_us))
    except Refused as refused:
        raise BadRow(refused.problem.title) from refused


def json_promotion(value: dict[str, Any]) -> Iterator[Row]:
    """An element of `promotions` of a JSON file: zone, promotion, valid_from, valid_until."""
    words = {name: value.get(name) or "" for name in ("zone", "valid_from", "valid_until")}
    if not all(isinstance(word, str) for word in words.values()):
        message = "zone, valid_from and valid_until are texts"
        raise BadRow(message)
    yield promotion_row(
        cells.name(words["zone"], "zone"),
        json.dumps(value.get("promotion"), ensure_ascii=False),
        cells.moment_us(words["valid_from"], "valid_from"),
        cells.moment_us(words["valid_until"], "valid_until"),
    )


def load_promotions(connection: Connection, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Write promotions; one that is there already becomes a new version where it is another."""
    loaded = Loaded()
    zones = currencies_by_zone(connection)
    wanted: dict[str, list[Offer]] = {}
    for row, promotion in of_kind(rows, PromotionRow):
        if promotion.zone not in zones:
            loaded.complaints.append(row.complain(f"no store is in the zone {promotion.zone!r}"))
        else:
            wanted.setdefault(promotion.zone, []).append(promotion.offer)
    for zone, offers in sorted(wanted.items()):
        written = write_promotions(connection, zone, offers, PERSON, moment.now_us)
        loaded.changed += len(written)
        loaded.unchanged += len(offers) - len(written)
        loaded.tell(zone_feed(zone), promotion=written)
    return loaded
