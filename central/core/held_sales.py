"""Held sales knows what the registers of a store are told of a sale that one of them holds, until somebody takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from central.core.fact_time import happened_us
from central.core.held_ports import HELD, TAKEN, HeldRecord, HeldSales
from central.core.ports import Ledger
from central.core.retrieved_sales import RetrievedBody
from central.core.wire_facts import NO_BODY
from pos_app.domain.facts import Fact, FactKind

# All that a basket is made of again but whose it is: no feed names a customer.
_TOLD = ("sale_id", "currency", "age_check", "by_hand", "coupons", "lines")
_TAKES = frozenset({FactKind.SALE_RETRIEVED, FactKind.SALE_CANCELLED})


class HeldOfStep:
    """The held sales of one step; one that was brought back before it was heard of is told to nobody."""

    def __init__(self, held: HeldSales, ledger: Ledger, facts: Sequence[Fact]) -> None:
        self._taken_by = {
            fact.fact_id: body.suspended
            for fact in facts
            if fact.kind in _TAKES and (body := _taken(fact.body)) is not None
        }
        put_aside = {f.fact_id.hex for f in facts if f.kind == FactKind.SALE_SUSPENDED}
        names = put_aside | {*self._taken_by.values()}
        self._known = {record.suspended: record for record in held.known(names)} if names else {}
        self._gone = {*ledger.retrieved_by(put_aside)}

    def book(self, fact: Fact) -> HeldRecord | None:
        """What changes about a held sale, None when nothing does."""
        if fact.kind == FactKind.SALE_SUSPENDED:
            return self._put_aside(fact)
        suspended = self._taken_by.get(fact.fact_id, "")
        known = self._known.get(suspended)
        if known is None:
            self._gone.add(suspended)
            return None
        return self._note(replace(known, state=TAKEN, document=""))

    def _put_aside(self, fact: Fact) -> HeldRecord | None:
        suspended, origin = fact.fact_id.hex, fact.origin
        document = _document(fact.body)
        if suspended in self._gone or not document:
            return None
        return self._note(
            HeldRecord(
                business_unit=origin.business_unit,
                suspended=suspended,
                workstation=origin.workstation,
                operator=origin.operator,
                business_date=origin.business_date,
                held_us=happened_us(fact),
                state=HELD,
                document=document,
            )
        )

    def _note(self, record: HeldRecord) -> HeldRecord:
        self._known[record.suspended] = record
        return record


def _taken(body: bytes) -> RetrievedBody | None:
    try:
        return msgspec.json.decode(body, type=RetrievedBody)
    except NO_BODY:
        return None


def _document(body: bytes) -> str:
    """As JSON; "" for a body that nobody here can read."""
    try:
        told: dict[str, Any] = msgspec.json.decode(body, type=dict[str, Any])
    except NO_BODY:
        return ""
    kept = {name: told[name] for name in _TOLD if name in told}
    return msgspec.json.encode(kept).decode() if "lines" in kept else ""
