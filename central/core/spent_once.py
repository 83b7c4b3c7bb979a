"""Spent once knows which labels and slips of a store a sale has used up, and who is asked when two sales have one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from central.core.once_ports import FREE, SPENT, SpentCodes, SpentRecord
from central.core.questions import LABEL_SOLD_TWICE, VOUCHER_USED_TWICE, question
from central.core.records import OpenQuestion
from central.core.return_facts import read_back
from central.core.sale_body import SaleBody
from pos_app.domain.catalogue import PriceFrom
from pos_app.domain.facts import Fact, FactKind


class SpentOfStep:
    """The labels and slips of one step: what earlier sales of it used up, later ones have no more."""

    def __init__(
        self,
        codes: SpentCodes,
        business_unit: str,
        sales: Sequence[SaleBody],
        facts: Sequence[Fact],
        now_us: int,
    ) -> None:
        self._unit, self._now_us = business_unit, now_us
        names = {name for sale in sales for name in sale.once()}
        undone = [fact for fact in facts if fact.kind == FactKind.SALE_VOIDED]
        bodies = {fact.fact_id: read_back(fact.kind, fact.body) for fact in undone}
        self._undone = {key: body.sale_id for key, body in bodies.items() if body is not None}
        found = codes.known(business_unit, names) if names else []
        if self._undone:
            found += codes.of_sales(business_unit, set(self._undone.values()))
        self._known = {record.once: record for record in found}

    def sold(
        self, fact: Fact, sale: SaleBody
    ) -> tuple[tuple[SpentRecord, ...], tuple[OpenQuestion, ...]]:
        """What a sale uses up, and what is asked since another one has it."""
        spent, asked = [], []
        for name in sale.once():
            before = self._known.get(name)
            if before is not None and before.state == SPENT and before.sale_id != sale.sale_id:
                kind = (
                    VOUCHER_USED_TWICE if name.startswith(PriceFrom.DEPOSIT) else LABEL_SOLD_TWICE
                )
                detail = f"{name.partition(':')[2]}, first sale {before.sale_id}"
                asked.append(question(kind, self._unit, fact.fact_id.hex, name, detail))
            else:
                record = SpentRecord(self._unit, name, sale.sale_id, SPENT, self._now_us)
                self._known[name] = record
                spent.append(record)
        return tuple(spent), tuple(asked)

    def undone(self, fact: Fact) -> tuple[SpentRecord, ...]:
        """What counts again since its sale was undone."""
        sale_id = self._undone.get(fact.fact_id)
        freed = tuple(
            replace(record, state=FREE, changed_us=self._now_us)
            for record in self._known.values()
            if record.sale_id == sale_id and record.state == SPENT
        )
        self._known.update({record.once: record for record in freed})
        return freed
