"""Order sale knows what goods of an order that have left are as a sale, so that they can come back like one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pos_app.domain.fact_bodies import taxes_body
from pos_app.domain.facts import Body
from pos_app.domain.ids import OrderNumber, SaleId
from pos_app.domain.money import UnitPrice, extend
from pos_app.domain.quantity import Quantity
from pos_app.domain.tax import TaxRate, summarise
from pos_app.domain.tender import TenderKind

# What the document of such a sale says besides, and no other does.
ORDER_NUMBER = "order_number"


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """So much of an item has left at a price for one; less_minor: what of that it did not cost."""

    item_id: int
    milli: int
    price_minor: int
    less_minor: int = 0


@dataclass(frozen=True, slots=True)
class SoldItem:
    """An item as a line of a sale says it."""

    number: str
    name: str
    unit: str
    tax_code: str
    basis_points: int


def order_sale_id(number: OrderNumber) -> SaleId:
    """Head office and every device make the same of an order's number, without asking each other."""
    return SaleId(UUID(hex=hashlib.sha256(f"order {number}".encode()).hexdigest()[:32]))


def order_document(
    number: OrderNumber,
    currency: str,
    lines: Sequence[dict[str, Any]],
    paid: Sequence[Mapping[str, Any]] | None,
) -> dict[str, Any] | None:
    """The words of such a sale; paid: its tenders, None where it was paid online; None where it is not all paid."""
    total = sum(line["amount_minor"] for line in lines)
    tenders = [tender_words(TenderKind.ONLINE, total)] if paid is None else [*paid]
    if sum(one["given_minor"] - one["change_minor"] for one in tenders) != total:
        return None
    return {
        ORDER_NUMBER: number,
        "receipt_number": number,
        "currency": currency,
        "total_minor": total,
        "taxes": _taxes(lines),
        "tenders": tenders,
        "lines": lines,
        "sale_id": order_sale_id(number).hex,
    }


def more_lines(
    before: Sequence[dict[str, Any]],
    goods: Sequence[SoldGoods],
    items: Mapping[int, SoldItem],
    currency: str,
) -> list[dict[str, Any]]:
    """The lines of what left before, and those of what leaves now: everybody counts them alike."""
    return [
        *before,
        *(
            _line(len(before) + place, each, items[each.item_id], currency)
            for place, each in enumerate(goods, start=1)
        ),
    ]


def counter_tenders(
    cash_minor: int, rounding_minor: int, cards: Sequence[Mapping[str, Any]], by_card_minor: int
) -> list[dict[str, Any]]:
    """How an order was paid at the counter, as a sale says it; an older device tells the sum of cards alone."""
    found = [dict(card) for card in cards]
    if not found and by_card_minor:
        found.append(tender_words(TenderKind.CARD, by_card_minor))
    if rounding_minor:
        found.append(tender_words(TenderKind.ROUNDING, rounding_minor))
    if cash_minor:
        # given back in cash of what a card paid: that is the change of it
        is_back = cash_minor < 0 and bool(found)
        given, change = (0, -cash_minor) if is_back else (cash_minor, 0)
        found.append(tender_words(TenderKind.CASH, given, change))
    return found


def tender_words(kind: TenderKind, given_minor: int, change_minor: int = 0) -> dict[str, Any]:
    """One tender as a fact says it."""
    return {"kind": str(kind), "given_minor": given_minor, "change_minor": change_minor}


def _line(number: int, goods: SoldGoods, item: SoldItem, currency: str) -> dict[str, Any]:
    price = UnitPrice.of_minor(goods.price_minor, currency)
    whole = extend(price, Quantity(goods.milli, item.unit)).amount_minor
    less = {"promotion": "", "name": "", "amount_minor": goods.less_minor}
    return {
        "line": number,
        "item_id": goods.item_id,
        "item_number": item.number,
        "name": item.name,
        "unit": item.unit,
        "quantity_milli": goods.milli,
        "unit_price_minor_milli": price.minor_milli,
        "amount_minor": whole - goods.less_minor,
        "tax_code": item.tax_code,
        "tax_basis_points": item.basis_points,
        "discounts": [less] if goods.less_minor else [],
        "voided": False,
    }


def _taxes(lines: Iterable[dict[str, Any]]) -> list[Body]:
    """What the shop took had its tax in it, at the rates of today."""
    gross: dict[TaxRate, int] = {}
    for line in lines:
        rate = TaxRate(line["tax_code"], "", line["tax_basis_points"])
        gross[rate] = gross.get(rate, 0) + line["amount_minor"]
    return taxes_body(summarise(gross))
