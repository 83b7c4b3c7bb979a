"""Promotion uses knows that what tills offered is counted, and asked about when it was too often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.core.feed import Change, zone_feed
from central.core.ports import Transaction
from central.core.purchase_ports import PromotionUse, UseLimits
from central.core.questions import OFFER_OVERUSED, question
from central.core.records import OpenQuestion, Row
from central.core.sale_body import SaleBody
from pos_app.domain.facts import Fact
from pos_app.domain.promotion_buyer import EVERY_BUYER, buyer_name


@dataclass(frozen=True, slots=True)
class Offered:
    """What promotions took off one sale, in minor units by promotion; customer: "" for nobody known."""

    sale_id: str
    source: str
    customer: str
    saved_minor: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class UsesCounted:
    """What zones are told, and what a person is asked."""

    changes: dict[str, list[Change]]
    questions: list[OpenQuestion]


def offered(fact: Fact, sale: SaleBody) -> Offered | None:
    """None for a sale that no promotion touched."""
    saved = sale.saved_by_promotion()
    if not saved:
        return None
    return Offered(
        sale.sale_id, fact.fact_id.hex, sale.customer or "", tuple(sorted(saved.items()))
    )


def count_uses(
    transaction: Transaction, business_unit: str, sales: Sequence[Offered], undone: Sequence[str]
) -> UsesCounted:
    """Count what sales used of promotions with a limit, and no more what sales used that are back as a whole."""
    rows: dict[str, dict[tuple[object, ...], Row]] = {}
    questions: list[OpenQuestion] = []
    store = transaction.devices.store(business_unit) if sales else None
    if store is not None:
        names = sorted({name for sale in sales for name, _ in sale.saved_minor})
        limits = transaction.promotion_uses.limits(store.zone, names)
        salt = (transaction.cards.salt(business_unit) or "") if limits else ""
        uses = [
            PromotionUse(
                name, sale.sale_id, buyer_name(sale.customer, name, salt), minor, sale.source
            )
            for sale in sales
            for name, minor in sale.saved_minor
            if name in limits
        ]
        told = transaction.promotion_uses.add(store.zone, business_unit, uses)
        _keep(rows, store.zone, told)
        questions = _too_often(business_unit, uses, limits, told)
    if undone:
        for zone, told in transaction.promotion_uses.undo(undone).items():
            _keep(rows, zone, told)
    changes = {
        zone_feed(zone): [Change({"promotion_use": [*of_zone.values()]})]
        for zone, of_zone in rows.items()
        if of_zone
    }
    return UsesCounted(changes, questions)


def _keep(rows: dict[str, dict[tuple[object, ...], Row]], zone: str, told: Sequence[Row]) -> None:
    """The last word on a row is what its zone is told."""
    rows.setdefault(zone, {}).update({row[:2]: row for row in told})


def _too_often(
    business_unit: str,
    uses: Sequence[PromotionUse],
    limits: dict[str, UseLimits],
    told: Sequence[Row],
) -> list[OpenQuestion]:
    """One for each sale with which a promotion was used more often than it may be."""
    left = {row[:2]: int(row[2] or 0) for row in told}
    asked = []
    for use in reversed(uses):
        limit = limits[use.promotion_id]
        most = ((EVERY_BUYER, limit.uses), (use.buyer, limit.uses_per_customer))
        for buyer, uses_max in most if use.buyer else most[:1]:
            count = left[use.promotion_id, buyer]
            left[use.promotion_id, buyer] = count - 1
            if uses_max is not None and count > uses_max:
                about = f"{use.promotion_id} {buyer}"
                detail = f"{use.promotion_id}: {count} of {uses_max}"
                asked.append(question(OFFER_OVERUSED, business_unit, use.source, about, detail))
    return asked[::-1]
