"""Retrieved sales knows that a held sale is brought back once; what two registers did at once is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec

from central.core.ports import Ledger
from central.core.questions import RETRIEVED_TWICE, question
from central.core.records import OpenQuestion, RetrievedRecord
from central.core.wire_facts import NO_BODY
from pos_app.domain.facts import Fact, FactKind


class RetrievedBody(msgspec.Struct, frozen=True):
    """Which fact put the basket aside; fields that are not known here are ignored."""

    suspended: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class RetrievedSales:
    """The first fact that brings a held sale back has it; each other one is a question."""

    def __init__(self, ledger: Ledger, facts: Sequence[Fact]) -> None:
        self._suspended = {
            fact.fact_id: body.suspended
            for fact in facts
            if (fact.kind, fact.version) == (FactKind.SALE_RETRIEVED, 1)
            and (body := _read(fact.body)) is not None
        }
        self._known = ledger.retrieved_by(set(self._suspended.values()))

    def book(self, fact: Fact) -> tuple[RetrievedRecord | None, tuple[OpenQuestion, ...]]:
        """What is to be written of a fact, and what is to be asked."""
        suspended = self._suspended.get(fact.fact_id)
        if suspended is None:
            return None, ()
        first = self._known.setdefault(suspended, fact.fact_id.hex)
        unit = fact.origin.business_unit
        if first == fact.fact_id.hex:
            return RetrievedRecord(suspended, first, unit), ()
        detail = f"register {fact.origin.workstation}, first {first}"
        return None, (question(RETRIEVED_TWICE, unit, fact.fact_id.hex, suspended, detail),)


def _read(body: bytes) -> RetrievedBody | None:
    try:
        return msgspec.json.decode(body, type=RetrievedBody)
    except NO_BODY:
        return None
