"""Sale reading knows how sales and returns are read back from their facts, the only copies of their lines."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.facts import Fact, read_body
from pos_app.domain.ids import ItemId, LineNumber, OperatorNumber, SaleId
from pos_app.domain.kits import read_parts
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.order_sale import ORDER_NUMBER
from pos_app.domain.payment_facts import read_refund_tender, read_tender
from pos_app.domain.piece_marks import read_marks
from pos_app.domain.price_change import read_discount, read_override
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.quantity import Quantity
from pos_app.domain.sale import (
    AgeAnswer,
    AgeCheck,
    CompletedSale,
    RetailTransaction,
    SaleLine,
    SalePoints,
    SuspendedSale,
)
from pos_app.domain.sale_return import (
    CompletedReturn,
    Refund,
    ReturnCondition,
    ReturnedLine,
    ReturnReason,
)
from pos_app.domain.sale_void import VoidedSale, VoidReason
from pos_app.domain.tax import TaxLine, TaxRate
from pos_app.domain.tender import TenderKind


def read_sale(fact: Fact, operator_name: str) -> CompletedSale:
    """The sale that a fact of kind "sale_completed" tells of; voided lines are left out.

    A fact names its operator by number only, so the name comes from beside it.
    """
    body = cast(dict[str, Any], read_body(fact))
    return sale_from(body, fact.origin.business_date, fact.time.wall_us, operator_name)


def sale_from(
    body: dict[str, Any], business_date: str, completed_us: int, operator_name: str
) -> CompletedSale:
    """The sale that the words of a fact tell of."""
    currency = str(body["currency"])
    return CompletedSale(
        sale_id=SaleId(UUID(hex=body["sale_id"])),
        receipt_number=body["receipt_number"],
        business_date=business_date,
        operator_name=operator_name,
        completed_us=completed_us,
        lines=tuple(_line(line, currency) for line in body["lines"] if not line["voided"]),
        taxes=tuple(TaxLine(**tax) for tax in body["taxes"]),
        tenders=tuple(read_tender(tender, currency) for tender in body["tenders"]),
        to_pay=Money(body["total_minor"], currency),
        # sales of nobody known have none, nor have those of older programs
        points=SalePoints(**body["points"]) if "points" in body else None,
        order_number=body.get(ORDER_NUMBER, ""),
        coupons=tuple(body.get("coupons", ())),
    )


def read_return(fact: Fact, operator_name: str) -> CompletedReturn:
    """The return that a fact of kind "sale_returned" tells of."""
    body = cast(dict[str, Any], read_body(fact))
    return return_from(body, fact.origin.business_date, fact.time.wall_us, operator_name)


def return_from(
    body: dict[str, Any], business_date: str, completed_us: int, operator_name: str
) -> CompletedReturn:
    """The return that the words of a fact tell of."""
    return CompletedReturn(
        sale_id=SaleId(UUID(hex=body["sale_id"])),
        sale_number=body["sale_number"],
        receipt_number=body["receipt_number"],
        business_date=business_date,
        operator_name=operator_name,
        completed_us=completed_us,
        refund=_refund(body),
        reason=ReturnReason(body["reason"]),
        condition=ReturnCondition(body["condition"]),
        tenders=tuple(
            read_refund_tender(one, str(body["currency"])) for one in body.get("tenders", ())
        ),
        is_gift=body.get("gift", False),
        points=SalePoints(**body["points"]) if "points" in body else None,
    )


def read_void(fact: Fact, operator_name: str) -> VoidedSale:
    """What a fact of kind "sale_voided" undid."""
    body = cast(dict[str, Any], read_body(fact))
    currency = str(body["currency"])
    return VoidedSale(
        sale_id=SaleId(UUID(hex=body["sale_id"])),
        sale_number=body["sale_number"],
        receipt_number=body["receipt_number"],
        business_date=fact.origin.business_date,
        operator_name=operator_name,
        completed_us=fact.time.wall_us,
        refund=_refund(body),
        tenders=tuple(
            (TenderKind(tender["kind"]), Money(tender["amount_minor"], currency))
            for tender in body["tenders"]
        ),
        reason=VoidReason(body["reason"]),
        allowed_by=body.get("allowed_by", ""),
    )


def read_suspended(fact: Fact) -> SuspendedSale:
    """The basket that a fact of kind "sale_suspended" put aside, voided lines too, with its prices as scanned."""
    body = cast(dict[str, Any], read_body(fact))
    return SuspendedSale(fact.fact_id, fact.time.wall_us, held_from(body, fact.origin.operator))


def held_from(body: dict[str, Any], operator: OperatorNumber) -> RetailTransaction:
    """The basket that the words of such a fact tell of."""
    currency = str(body["currency"])
    check = body.get("age_check")
    sale = RetailTransaction(
        SaleId(UUID(hex=body["sale_id"])),
        operator,
        currency,
        tuple(_line(line, currency) for line in body["lines"]),
        None if check is None else AgeCheck(AgeAnswer(check["answer"]), check["age_limit"]),
    )
    sale.by_hand = read_discount(body.get("by_hand"))
    sale.customer = body.get("customer")
    sale.coupons = tuple(body.get("coupons", ()))
    return sale


def _refund(body: dict[str, Any]) -> Refund:
    """Goods, tax and sum, each as what came back."""
    currency = str(body["currency"])
    return Refund(
        lines=tuple(
            ReturnedLine(
                LineNumber(line["line"]),
                _item(line, currency),
                Quantity(line["quantity_milli"], line["unit"]),
                Money(line["amount_minor"], currency),
                read_marks(line.get("piece")),
            )
            for line in body["lines"]
        ),
        taxes=tuple(TaxLine(**tax) for tax in body["taxes"]),
        total=Money(body["total_minor"], currency),
    )


def _line(line: dict[str, Any], currency: str) -> SaleLine:
    quantity = Quantity(line["quantity_milli"], line["unit"])
    # facts of older programs know no discounts
    discounts = tuple(LineDiscount(**discount) for discount in line.get("discounts", ()))
    number = LineNumber(line["line"])
    return SaleLine(
        number,
        _item(line, currency),
        quantity,
        line["voided"],
        discounts,
        read_override(line.get("price_modification"), currency),
        read_discount(line.get("by_hand")),
        read_marks(line.get("piece")),
    )


def _item(line: dict[str, Any], currency: str) -> Item:
    """What only a suspended sale says of its lines is empty for others."""
    code = line["tax_code"]
    return Item(
        item_id=ItemId(line["item_id"]),
        number=line["item_number"],
        name=line["name"],
        department=line.get("department", ""),
        unit=line["unit"],
        unit_price=UnitPrice(line["unit_price_minor_milli"], currency),
        tax_rate=TaxRate(code, line.get("tax_name", code), line["tax_basis_points"]),
        age_limit=line.get("age_limit", 0),
        price_from=PriceFrom(line.get("price_from", PriceFrom.LIST)),
        parts=read_parts(line.get("parts", ())),
    )
