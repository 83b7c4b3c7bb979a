"""Priced writing knows the JSON form of a priced basket, which docs/price-json.md defines."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.domain.pricing.basket import BasketLine
from pos_app.domain.pricing.engine import PricedBasket, PricedLine
from pos_app.domain.pricing.explanation import Explanation, Missing
from pos_app.domain.pricing.promotion import Selector
from pos_app.domain.pricing.taxed_line import TaxPart

Written = dict[str, object]


def write_priced(
    priced: PricedBasket,
    explained: tuple[Explanation, ...],
    currency: str,
    words: Mapping[str, str],
) -> Written:
    """The answer to a document; `words` say of each promotion by its id what happened."""
    lines = [line.line for line in priced.lines]
    written: Written = {
        "currency": currency,
        "lines": [_line(line) for line in priced.lines],
        "promotions": [
            {**write_explanation(one, lines), "text": words[one.promotion.id]} for one in explained
        ],
        "taxes": [_tax(tax) for tax in priced.taxes],
        "amount_minor": priced.amount_minor,
        "discount_minor": priced.discount_minor,
        "net_minor": priced.net_minor,
        "tax_minor": sum(tax.tax_minor for tax in priced.taxes if not tax.is_reverse),
        "total_minor": priced.total_minor,
        "cash_rounding_minor": priced.cash_rounding_minor,
        "to_pay_minor": priced.to_pay_minor,
        "search": "exact" if priced.is_exact else "limited",
    }
    return written


def write_explanation(one: Explanation, lines: list[BasketLine]) -> Written:
    """One promotion: what it did, or why it did nothing, and what it lacks."""
    written: Written = {
        "id": one.promotion.id,
        "name": one.promotion.name,
        "fired": one.firing is not None,
    }
    if one.firing is not None:
        written["times"] = one.firing.times
        written["discount_minor"] = one.firing.discount_minor
        written["lines"] = [
            {
                "line": lines[share.line].number,
                "pieces": share.pieces,
                "discount_minor": share.discount_minor,
            }
            for share in one.firing.shares
        ]
    if one.reason is not None:
        written["reason"] = one.reason.value
    if one.others:
        written["others"] = list(one.others)
    if one.to_fire:
        written["to_fire"] = [_missing(missing) for missing in one.to_fire]
    return written


def _line(priced: PricedLine) -> Written:
    return {
        "line": priced.line.number,
        "item": priced.line.goods.item,
        "name": priced.line.goods.name,
        "quantity": decimal(priced.line.milli),
        "unit_price_minor": decimal(priced.unit_price_milli),
        "amount_minor": priced.amount_minor,
        "discounts": [
            {
                "promotion": discount.promotion,
                "name": discount.name,
                "amount_minor": discount.amount_minor,
            }
            for discount in priced.discounts
        ],
        "price_minor": priced.price_minor,
        "net_minor": priced.net_minor,
        "taxes": [_tax(tax) for tax in priced.taxes],
        "total_minor": priced.total_minor,
    }


def _tax(tax: TaxPart) -> Written:
    written: Written = {
        "code": tax.code,
        "base_minor": tax.base_minor,
        "tax_minor": tax.tax_minor,
    }
    if tax.is_reverse:
        written["reverse"] = True
    return written


def _missing(missing: Missing) -> Written:
    written: Written = {"goods": _selector(missing.goods)}
    if missing.pieces:
        written["pieces"] = missing.pieces
    if missing.spend_minor:
        written["spend_minor"] = missing.spend_minor
    return written


def _selector(selector: Selector) -> Written:
    named: Mapping[str, frozenset[str]] = {
        "items": selector.items,
        "departments": selector.departments,
        "tags": selector.tags,
        "except_items": selector.except_items,
        "except_departments": selector.except_departments,
        "except_tags": selector.except_tags,
    }
    written: Written = {name: sorted(names) for name, names in named.items() if names}
    if selector.days_left is not None:
        written["days_left"] = selector.days_left
    return written


def decimal(thousandths: int) -> str:
    """Thousandths as a decimal number without needless zeros."""
    sign = "-" if thousandths < 0 else ""
    whole, rest = divmod(abs(thousandths), 1000)
    return f"{sign}{whole}.{rest:03}".rstrip("0").rstrip(".")
