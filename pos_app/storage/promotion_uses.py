"""Promotion uses knows how often limited promotions were used: by the zone's figures and own sales not in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos_app.domain.card import CARD_SALT
from pos_app.domain.facts import Fact, FactKind
from pos_app.domain.ids import CustomerNumber, FactId
from pos_app.domain.pricing.basket import Usage
from pos_app.domain.promotion_buyer import EVERY_BUYER, buyer_name
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id
from pos_app.storage.own_facts import IS_APPLIED, LIFE_AND_EPOCH, LOOK_BACK, TAIL

TOLD = "SELECT uses, spent_minor FROM zone.promotion_use WHERE promotion_id = ? AND buyer = ?"
SALT = "SELECT value FROM store.configuration WHERE name = ?"
_KINDS = ", ".join(
    f"'{kind}'" for kind in (FactKind.SALE_COMPLETED, FactKind.SALE_RETURNED, FactKind.SALE_VOIDED)
)
OPEN = f"""SELECT f.fact_id FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number
        AND f.sequence > coalesce(a.sequence, 0) - {LOOK_BACK}
    WHERE f.kind IN ({_KINDS}) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
NEWER = f"""SELECT fact_id FROM main.fact WHERE incarnation = ? AND sequence > ?
    AND kind IN ({_KINDS})"""


@dataclass(frozen=True, slots=True)
class _OwnSale:
    """What one sale of this register took off by promotions with a limit; left_milli: of its lines with the buyer."""

    fact_id: FactId
    customer: str
    saved_minor: Mapping[str, int]
    left_milli: dict[int, int]


class PromotionUses:
    """Looks its own journal through once, and then its new sales alone; what is undone is used again.

    A sale counts here until its receipt says that the centre has counted it.
    """

    def __init__(self, connection: Connection, promotions: Iterable[str]) -> None:
        self._connection = connection
        self._promotions = tuple(promotions)
        self._life: tuple[int, str] = (0, "")
        self._read_to = 0
        self._sales: dict[str, _OwnSale] = {}

    def of(self, customer: CustomerNumber | None) -> dict[str, Usage]:
        """Uses by promotion, before the basket that is open."""
        self._keep_up()
        salt = self._salt() if customer else ""
        return {name: self._usage(name, customer or "", salt) for name in self._promotions}

    def _usage(self, promotion: str, customer: str, salt: str) -> Usage:
        uses, spent_minor = self._told(promotion, EVERY_BUYER)
        by_customer = 0
        if customer:
            by_customer, _ = self._told(promotion, buyer_name(customer, promotion, salt))
        for sale in self._sales.values():
            if promotion in sale.saved_minor:
                uses += 1
                spent_minor += sale.saved_minor[promotion]
                by_customer += bool(customer) and sale.customer == customer
        return Usage(uses, spent_minor, by_customer)

    def _told(self, promotion: str, buyer: str) -> tuple[int, int]:
        row = self._connection.execute(TOLD, (promotion, buyer)).fetchone()
        return (0, 0) if row is None else (int(row[0]), int(row[1]))

    def _salt(self) -> str:
        row = self._connection.execute(SALT, (CARD_SALT,)).fetchone()
        return "" if row is None else str(row[0])

    def _keep_up(self) -> None:
        execute = self._connection.execute
        life = execute(LIFE_AND_EPOCH).fetchone()
        tail = int(execute(TAIL, (life[0],)).fetchone()[0])
        if life != self._life or tail < self._read_to:
            # Another life of the journal, a centre that was restored, or a step that was undone.
            self._sales = {}
            self._take(execute(OPEN).fetchall())
        elif tail > self._read_to:
            self._take(execute(NEWER, (life[0], self._read_to)).fetchall())
        self._life, self._read_to = life, tail
        counted = [name for name, sale in self._sales.items() if self._is_applied(sale.fact_id)]
        for name in counted:
            del self._sales[name]

    def _take(self, rows: Iterable[tuple[Any, ...]]) -> None:
        for key in sorted(row[0] for row in rows):
            fact = fact_by_id(self._connection, FactId(UUID(bytes=key)))
            if fact is not None and not self._is_applied(fact.fact_id):
                self._count(fact)

    def _count(self, fact: Fact) -> None:
        body = json.loads(fact.body)
        if fact.kind == FactKind.SALE_VOIDED:
            self._sales.pop(body["sale_id"], None)
            return
        if fact.kind == FactKind.SALE_RETURNED:
            self._bring_back(body)
            return
        saved: dict[str, int] = {}
        for line in body["lines"]:
            for taken in () if line["voided"] else line.get("discounts", ()):
                name = taken["promotion"]
                if name in self._promotions:
                    saved[name] = saved.get(name, 0) + taken["amount_minor"]
        if saved:
            left = {
                line["line"]: line["quantity_milli"] for line in body["lines"] if not line["voided"]
            }
            customer = body.get("customer", "")
            self._sales[body["sale_id"]] = _OwnSale(fact.fact_id, customer, saved, left)

    def _bring_back(self, body: dict[str, Any]) -> None:
        """A sale of which nothing is left with its buyer has used nothing."""
        sale = self._sales.get(body["sale_id"])
        if sale is None:
            return
        for line in body["lines"]:
            sale.left_milli[line["line"]] -= line["quantity_milli"]
        if not any(milli > 0 for milli in sale.left_milli.values()):
            del self._sales[body["sale_id"]]

    def _is_applied(self, fact_id: FactId) -> bool:
        return bool(self._connection.execute(IS_APPLIED, (fact_id.bytes,)).fetchall())
