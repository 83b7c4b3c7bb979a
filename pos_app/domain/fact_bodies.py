"""Fact bodies knows what each kind of fact says; centre and register read the same words."""

from __future__ import annotations

from pos_app.domain.card import CardKind
from pos_app.domain.cash_moves import CashMove, sums_by_move
from pos_app.domain.catalogue import UNLISTED, PriceFrom
from pos_app.domain.facts import Body, FactDraft, FactKind
from pos_app.domain.held_slip import HeldSlip
from pos_app.domain.ids import BusinessDate, FactId, OperatorNumber, SaleId
from pos_app.domain.kits import write_parts
from pos_app.domain.money import Money
from pos_app.domain.operator import Operator
from pos_app.domain.payment import Payment
from pos_app.domain.payment_facts import open_pairs, tender_body
from pos_app.domain.piece_marks import NO_MARKS, write_marks
from pos_app.domain.price_change import write_discount, write_override
from pos_app.domain.sale import (
    CompletedSale,
    HeldElsewhere,
    RefusedFor,
    RetailTransaction,
    SaleLine,
    SuspendedSale,
)
from pos_app.domain.sale_return import ReturnedLine
from pos_app.domain.side_record import SideRecord
from pos_app.domain.tax import TaxLine
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.domain.tender_sums import minor_by_kind
from pos_app.domain.till import CashCount, Settlement


def operator_signed_on(how: str) -> FactDraft:
    """`how` is "pin" or "badge"."""
    return FactDraft(FactKind.OPERATOR_SIGNED_ON, {"how": how})


def operator_signed_off() -> FactDraft:
    """The operator locked the register or left."""
    return FactDraft(FactKind.OPERATOR_SIGNED_OFF, {})


def operator_let_in(newcomer: OperatorNumber, manager: Operator, named_in: SideRecord) -> FactDraft:
    """A manager let somebody in for the day whom this device does not know yet; their name stands beside the fact."""
    return FactDraft(
        FactKind.OPERATOR_LET_IN,
        {
            "operator": newcomer,
            "by": manager.number,
            "subject": named_in.subject,
            "commitment": named_in.commitment,
        },
    )


def day_opened(business_date: BusinessDate, still_open: tuple[Payment, ...] = ()) -> FactDraft:
    """The business day of this workstation begins; payments that it still has to settle are named."""
    return FactDraft(
        FactKind.DAY_OPENED, {"business_date": business_date, "open": open_pairs(still_open)}
    )


def day_closed(settlement: Settlement) -> FactDraft:
    """The Z figures of the day; amounts in minor units."""
    cashback = settlement.figures.cashback
    return FactDraft(
        FactKind.DAY_CLOSED,
        {
            "business_date": settlement.business_date,
            "sale_count": settlement.figures.sale_count,
            "sales_total_minor": settlement.figures.sales_total.amount_minor,
            "return_count": settlement.figures.return_count,
            "refunds_minor": settlement.figures.given_back.amount_minor,
            "refund_tenders_minor": minor_by_kind(settlement.figures.refund_tenders),
            "order_tenders_minor": minor_by_kind(settlement.figures.order_tenders),
            **({} if cashback is None else {"cashback_minor": cashback.amount_minor}),
            "expected_minor": settlement.expected.amount_minor,
            "counted_minor": settlement.counted.amount_minor,
            "currency": settlement.counted.currency,
            "float_minor": settlement.figures.float_.amount_minor,
            "moves_minor": sums_by_move(settlement.figures.moves),
            "tenders_minor": {
                str(TenderKind.CASH): settlement.cash_sales.amount_minor,
                **minor_by_kind(settlement.figures.tenders),
            },
            "open_payments": [
                {
                    "amount_minor": payment.amount.amount_minor,
                    "business_date": payment.business_date,
                    "is_taken": payment.is_taken,
                }
                for payment in settlement.open_payments
            ],
            "cancelled_count": settlement.figures.cancelled_count,
            "voided_minor": [amount.amount_minor for amount in settlement.figures.voided],
            "voided_line_count": settlement.figures.voided_line_count,
            "drawer_opened_count": settlement.figures.drawer_opened_count,
        },
    )


def till_opened(count: CashCount) -> FactDraft:
    """The float, counted by denomination."""
    return FactDraft(FactKind.TILL_OPENED, _count(count))


def till_settled(count: CashCount, expected: Money) -> FactDraft:
    """The drawer counted at the end, and what should be in it."""
    return FactDraft(
        FactKind.TILL_SETTLED,
        {**_count(count), "expected_minor": expected.amount_minor},
    )


def sale_completed(
    sale: RetailTransaction, tenders: tuple[TenderLine, ...], receipt_number: str
) -> FactDraft:
    """A paid sale with every line, also the voided ones, its taxes and its tenders."""
    return FactDraft(
        FactKind.SALE_COMPLETED,
        {
            **_basket(sale),
            "receipt_number": receipt_number,
            "taxes": taxes_body(sale.taxes),
            "tenders": [tender_body(tender) for tender in tenders],
        },
    )


def sale_cancelled(sale: RetailTransaction) -> FactDraft:
    """A basket that was given up before it was paid, with its lines."""
    return FactDraft(FactKind.SALE_CANCELLED, _basket(sale))


def suspended_sale_cancelled(suspended: SuspendedSale) -> FactDraft:
    """A basket that was given up after it was put aside; `suspended` is the fact that did so."""
    body = {**_basket(suspended.sale), "suspended": suspended.fact_id.hex}
    return FactDraft(FactKind.SALE_CANCELLED, body)


def sale_suspended(sale: RetailTransaction) -> FactDraft:
    """A basket that was put aside, with all that it is made of again when it is brought back."""
    lines = [
        {
            **_line(line),
            "department": line.item.department,
            "tax_name": line.item.tax_rate.name,
            "age_limit": line.item.age_limit,
        }
        for line in sale.all_lines
    ]
    return FactDraft(FactKind.SALE_SUSPENDED, {**_basket(sale), "lines": lines})


def sale_retrieved(suspended: SuspendedSale) -> FactDraft:
    """A basket that was put aside is open again; the fact's own operator goes on with it."""
    return FactDraft(
        FactKind.SALE_RETRIEVED,
        {
            "suspended": suspended.fact_id.hex,
            "sale_id": suspended.sale.sale_id.hex,
            "from": suspended.sale.operator,
        },
    )


def slip_retrieved(slip: HeldSlip | HeldElsewhere, sale: RetailTransaction) -> FactDraft:
    """A basket that another register put aside is open here, as a sale of its own."""
    return FactDraft(
        FactKind.SALE_RETRIEVED,
        {
            "suspended": slip.fact_id.hex,
            "sale_id": sale.sale_id.hex,
            "from": slip.operator,
            "workstation": slip.workstation,
        },
    )


def basket_taken_over(sale: RetailTransaction, previous: OperatorNumber) -> FactDraft:
    """Another operator goes on with a basket; the fact's own operator is the one who took it."""
    return FactDraft(FactKind.BASKET_TAKEN_OVER, {"sale_id": sale.sale_id.hex, "from": previous})


def sale_refused(reason: RefusedFor, item_name: str, limit: str) -> FactDraft:
    """Something was not sold; limit: the age, the pieces, or the time of day that stood against it."""
    return FactDraft(
        FactKind.SALE_REFUSED, {"reason": str(reason), "name": item_name, "limit": limit}
    )


def drawer_opened(reason: str) -> FactDraft:
    """The drawer was opened without a sale."""
    return FactDraft(FactKind.DRAWER_OPENED, {"reason": reason})


def cash_moved(
    move: CashMove, amount: Money, reason: str, seal: str, register: str = ""
) -> FactDraft:
    """Cash went into the drawer or out of it beside a sale.

    seal: the number of a closed cash bag, or ""; register: the number of the other one, where there is one.
    """
    body: Body = {
        "amount_minor": amount.amount_minor,
        "currency": amount.currency,
        "reason": reason,
        "seal": seal,
    }
    return FactDraft(FactKind(move.value), {**body, "register": register} if register else body)


def receipt_reprinted(receipt_number: str) -> FactDraft:
    """A receipt came out once more."""
    return FactDraft(FactKind.RECEIPT_REPRINTED, {"receipt_number": receipt_number})


def receipt_kept(receipt_number: str) -> FactDraft:
    """A receipt left once more, as a file."""
    told: Body = {"receipt_number": receipt_number, "as": "pdf"}
    return FactDraft(FactKind.RECEIPT_REPRINTED, told)


def gift_receipt_printed(receipt_number: str) -> FactDraft:
    """Goods of a sale can come back by a paper that says no price."""
    return FactDraft(FactKind.GIFT_RECEIPT_PRINTED, {"receipt_number": receipt_number})


def card_issued(card: str, kind: CardKind, amount: Money, sale_id: SaleId | None) -> FactDraft:
    """A card was handed out with an amount on it; sale_id: the sale that paid it, None for a credit.

    card: its salted hash. It is worth something once the fact of that sale is booked.
    """
    return FactDraft(FactKind.CARD_ISSUED, _card(card, kind, amount, sale_id))


def credit_issued(card: str, amount: Money, nonce: str) -> FactDraft:
    """A store credit was given for goods that came back; nonce: what its number follows from (`credit_number`)."""
    body = _card(card, CardKind.STORE_CREDIT, amount, None)
    return FactDraft(FactKind.CARD_ISSUED, {**body, "nonce": nonce})


def sold_cards(sale: RetailTransaction) -> tuple[FactDraft, ...]:
    """What a paid sale does to the gift cards that were sold or loaded by it; after the fact of the sale."""
    drafts = []
    for line in sale.lines:
        if line.item.is_card:
            is_new = line.item.price_from is PriceFrom.CARD
            make = card_issued if is_new else card_loaded
            drafts.append(make(line.item.number, CardKind.GIFT_CARD, line.amount, sale.sale_id))
    return tuple(drafts)


def card_loaded(card: str, kind: CardKind, amount: Money, sale_id: SaleId | None) -> FactDraft:
    """An amount was put on a card that somebody has; else as `card_issued`."""
    return FactDraft(FactKind.CARD_LOADED, _card(card, kind, amount, sale_id))


def card_reversed(undone: FactId) -> FactDraft:
    """What one fact did to cards is undone: they are loaded or redeemed no more by it."""
    return FactDraft(FactKind.CARD_REVERSED, {"of": undone.hex})


def stock_effects(sale: RetailTransaction | CompletedSale) -> tuple[tuple[int, int], ...]:
    """What a paid sale does to stock, as (item_id, difference in thousandths); what is picked up later leaves later."""
    effects: dict[int, int] = {}
    for line in sale.lines:
        if line.marks.later:
            continue
        for item_id, milli in line.item.stock_of(line.quantity.milli):
            effects[item_id] = effects.get(item_id, 0) - milli
    effects.pop(UNLISTED, None)
    return tuple(effects.items())


def damaged(
    lost: list[Body], spoilt: list[Body], tables: list[str], kept: int, chained: int
) -> FactDraft:
    """A journal could not be read whole; facts in the ranges of `lost` are not in it any more.

    lost: incarnation, first, last; last is None where nobody knows how far the chain went. spoilt: what could be
    read of facts that their hash contradicts. tables: what lost rows. kept and chained: facts that stayed where
    they were, and that were chained anew with their own ids.
    """
    body: Body = {
        "lost": lost,
        "spoilt": spoilt,
        "tables": tables,
        "kept_count": kept,
        "chained_count": chained,
    }
    return FactDraft(FactKind.DAMAGED, body)


def _card(card: str, kind: CardKind, amount: Money, sale_id: SaleId | None) -> Body:
    body: Body = {
        "card": card,
        "kind": str(kind),
        "currency": amount.currency,
        "amount_minor": amount.amount_minor,
    }
    return body if sale_id is None else {**body, "sale_id": sale_id.hex}


def _count(count: CashCount) -> Body:
    return {
        "currency": count.currency,
        "counted_minor": count.total.amount_minor,
        "pieces": [[denomination, pieces] for denomination, pieces in count.pieces],
    }


def taxes_body(taxes: tuple[TaxLine, ...]) -> list[Body]:
    """A tax summary as a fact says it."""
    return [
        {
            "code": tax.code,
            "basis_points": tax.basis_points,
            "gross_minor": tax.gross_minor,
            "net_minor": tax.net_minor,
            "tax_minor": tax.tax_minor,
        }
        for tax in taxes
    ]


def _basket(sale: RetailTransaction) -> Body:
    body: Body = {
        "sale_id": sale.sale_id.hex,
        "currency": sale.currency,
        "total_minor": sale.to_pay.amount_minor,
        "lines": [_line(line) for line in sale.all_lines],
    }
    if sale.customer is not None:
        body["customer"] = sale.customer
    if sale.coupons:
        body["coupons"] = list(sale.coupons)
    if sale.by_hand is not None:
        body["by_hand"] = write_discount(sale.by_hand)
    if sale.age_check is not None:
        check = sale.age_check
        body["age_check"] = {"answer": check.answer, "age_limit": check.age_limit}
    return body


def _line(line: SaleLine) -> Body:
    body = goods_body(line)
    body["voided"] = line.voided
    if line.item.item_id == UNLISTED and line.item.is_goods:
        body["unlisted"] = line.item.department
    if line.item.price_from is not PriceFrom.LIST:
        body["price_from"] = line.item.price_from.value
    if line.once:
        body["once"] = line.once
    if line.override is not None:
        body["price_modification"] = write_override(line.override)
    if line.by_hand is not None:
        body["by_hand"] = write_discount(line.by_hand)
    if line.discounts:
        # The amount is what was paid; these say what promotions took off it, and without a promotion what a person did.
        body["discounts"] = [
            {
                "promotion": discount.promotion,
                "name": discount.name,
                "amount_minor": discount.amount_minor,
            }
            for discount in line.discounts
        ]
    return body


def goods_body(line: SaleLine | ReturnedLine) -> Body:
    """Goods of one line, and what was paid or given back for them."""
    item = line.item
    body: Body = {
        "line": line.number,
        "item_id": item.item_id,
        "item_number": item.number,
        "name": item.name,
        "quantity_milli": line.quantity.milli,
        "unit": line.quantity.unit,
        "unit_price_minor_milli": item.unit_price.minor_milli,
        "tax_code": item.tax_rate.code,
        "tax_basis_points": item.tax_rate.basis_points,
        "amount_minor": line.amount.amount_minor,
    }
    if line.marks != NO_MARKS:
        body["piece"] = write_marks(line.marks)
    if item.parts:
        body["parts"] = write_parts(item.parts)
    return body
