"""Watched rows knows what of a store's day somebody looks over afterwards: what was allowed, refused, undone."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from central.core.card_records import CardDeed
from central.core.fact_time import at_us
from central.storage.money_schema import CARD, CARD_MOVEMENT
from central.storage.schema import FACT, STORE
from pos_app.domain.facts import FactKind

ALWAYS = frozenset(
    {
        FactKind.OPERATION_APPROVED,
        FactKind.OPERATION_REFUSED,
        FactKind.OPERATOR_LET_IN,
        FactKind.SALE_REFUSED,
        FactKind.SALE_VOIDED,
        FactKind.SALE_CANCELLED,
        FactKind.BASKET_TAKEN_OVER,
        FactKind.DRAWER_OPENED,
        FactKind.PAID_IN,
        FactKind.PAID_OUT,
        FactKind.TENDER_PICKUP,
        FactKind.TENDER_LOAN,
        FactKind.TILL_LOAN_GIVEN,
        FactKind.TILL_LOAN_TAKEN,
        FactKind.CHANGE_ORDER,
        FactKind.RECEIPT_REPRINTED,
        FactKind.STOCK_ADJUSTED,
        FactKind.TILL_SETTLED,
        FactKind.TRAINING_BEGUN,
    }
)
# A sale or a return is looked over where a person changed a price, took a line off, or had to allow it; a payment where
# a person said how it ended.
MARKED = {
    FactKind.SALE_COMPLETED: (b'"price_modification":', b'"by_hand":', b'"voided":true'),
    FactKind.PAYMENT_OUTCOME: (b'"witness":"person"',),
    FactKind.SALE_RETURNED: (b'"allowed_by":', b'"without_receipt":'),
}
# What people of head office do to cards of a store is no fact of a device.
CARD_ADJUSTED = f"card_{CardDeed.ADJUSTED}"
WATCHED_MAX = 2_000


def watched(connection: Connection, business_unit: str, business_date: str) -> list[dict[str, Any]]:
    """Each with its kind, time, register, person and words, and the goods removed or priced by hand; oldest first."""
    wanted = (
        select(FACT)
        .where(
            FACT.c.business_unit == business_unit,
            FACT.c.business_date == business_date,
            FACT.c.kind.in_(sorted(map(str, (*ALWAYS, *MARKED)))),
        )
        .order_by(FACT.c.wall_us, FACT.c.fact_id)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in connection.execute(wanted):
        body = bytes(row.body)
        # a fact that was chained anew stands in two chains
        if row.fact_id not in found and _is_watched(row.kind, body):
            found[row.fact_id] = _told(row, body)
        if len(found) == WATCHED_MAX:
            break
    told = [*found.values(), *_cards_adjusted(connection, business_unit, business_date)]
    return sorted(told, key=itemgetter("wall_us"))


def _cards_adjusted(
    connection: Connection, business_unit: str, business_date: str
) -> list[dict[str, Any]]:
    zone = connection.scalar(
        select(STORE.c.time_zone).where(STORE.c.business_unit == business_unit)
    )
    try:
        begin = datetime.fromisoformat(business_date).replace(tzinfo=ZoneInfo(zone or "UTC"))
    except ValueError:
        return []
    day = [int(end.timestamp()) * 1_000_000 for end in (begin, begin + timedelta(days=1))]
    wanted = (
        select(CARD_MOVEMENT, CARD.c.currency)
        .join(CARD, CARD.c.card == CARD_MOVEMENT.c.card)
        .where(
            CARD_MOVEMENT.c.business_unit == business_unit,
            CARD_MOVEMENT.c.what == CardDeed.ADJUSTED,
            CARD_MOVEMENT.c.recorded_us.between(day[0], day[1] - 1),
        )
        .limit(WATCHED_MAX)
    )
    return [_card_told(row) for row in connection.execute(wanted)]


def _card_told(row: Any) -> dict[str, Any]:
    person, _, note = row.note.partition(": ")
    words = {"card": row.card, "amount_minor": row.amount_minor, "currency": row.currency}
    return {
        "fact_id": row.source,
        "kind": CARD_ADJUSTED,
        "workstation": "",
        "operator": person,
        "wall_us": row.recorded_us,
        "words": {**words, "note": note},
        "by_hand": [],
        "removed": [],
    }


def _is_watched(kind: str, body: bytes) -> bool:
    marks = MARKED.get(FactKind(kind), ())
    return not marks or any(mark in body for mark in marks)


def _told(row: Any, body: bytes) -> dict[str, Any]:
    try:
        words = json.loads(body)
    except ValueError:
        words = {}
    plain = words if isinstance(words, dict) else {}
    lines = plain.get("lines", ())
    by_hand = [line for line in lines if line.get("price_modification") or line.get("by_hand")]
    return {
        "fact_id": row.fact_id,
        "kind": row.kind,
        "workstation": row.workstation,
        "operator": row.operator,
        "wall_us": at_us(row.wall_us, row.centre_offset_ms),
        "words": {name: value for name, value in plain.items() if name not in ("lines", "taxes")},
        "by_hand": by_hand,
        "removed": [line for line in lines if line.get("voided")],
    }
