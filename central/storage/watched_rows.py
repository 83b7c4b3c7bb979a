"""Watched rows knows what of a store's day somebody looks over afterwards: what was allowed, refused, undone."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from central.storage.schema import FACT
from pos_app.domain.facts import FactKind

_ALWAYS = frozenset(
    {
        FactKind.OPERATION_APPROVED,
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
        FactKind.TRAINING_BEGUN,
    }
)
# A sale or a return is looked over where a person changed a price, or had to allow it.
_MARKS = {
    FactKind.SALE_COMPLETED: (b'"price_modification":', b'"by_hand":'),
    FactKind.SALE_RETURNED: (b'"allowed_by":', b'"without_receipt":'),
}
WATCHED_MAX = 2_000


def watched(connection: Connection, business_unit: str, business_date: str) -> list[dict[str, Any]]:
    """Each with its kind, time, register, person and words, without its goods; the oldest first."""
    wanted = (
        select(FACT)
        .where(
            FACT.c.business_unit == business_unit,
            FACT.c.business_date == business_date,
            FACT.c.kind.in_(sorted(map(str, (*_ALWAYS, *_MARKS)))),
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
    return list(found.values())


def _is_watched(kind: str, body: bytes) -> bool:
    marks = _MARKS.get(FactKind(kind), ())
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
        "wall_us": int(row.wall_us) + (row.centre_offset_ms or 0) * 1000,
        "words": {name: value for name, value in plain.items() if name not in ("lines", "taxes")},
        "by_hand": by_hand,
    }
