"""Receipt text knows how a receipt is laid out in 42 columns, the same on paper, in a file and on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.gift_text import gift_lines
from pos_app.devices.receipt_rows import goods_rows, marks_rows, points_rows, tax_rows
from pos_app.devices.refund_text import refund_lines
from pos_app.devices.tender_text import tender_name
from pos_app.devices.text_layout import (
    INDENT,
    TextLine,
    centred,
    clean,
    first_name,
    heading_lines,
    pair,
    rule,
    wrapped,
)
from pos_app.devices.void_text import void_lines
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.packs import price_of_one
from pos_app.domain.receipt import PickupPaper, ReceiptDocument
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.domain.sale_return import CompletedReturn
from pos_app.domain.sale_void import VoidedSale
from pos_app.domain.tender import TenderKind, TenderLine

COPY_MARK = "Copy"
# Cash that the drawer gave beside what a card took.
CASHBACK = "Cash given to you"
# As terminals name them (nexo PaymentBrand).
_BRANDS = {"mc": "Mastercard", "visa": "Visa", "amex": "American Express", "maestro": "Maestro"}


def receipt_text(receipt: ReceiptDocument) -> tuple[str, ...]:
    """The receipt as plain lines of at most 42 characters."""
    return tuple(line.text for line in receipt_lines(receipt))


def receipt_lines(receipt: ReceiptDocument) -> tuple[TextLine, ...]:
    """The receipt line by line: names wrap, amounts are never cut and end in one column."""
    sale = receipt.sale
    if isinstance(sale, CompletedReturn):
        return tuple(refund_lines(receipt.heading, sale, receipt.local_time))
    if isinstance(sale, VoidedSale):
        return tuple(void_lines(receipt.heading, sale, receipt.local_time))
    if receipt.gift:
        return tuple(gift_lines(receipt.heading, sale, receipt.local_time))
    return tuple(_receipt(receipt, sale))


def _receipt(receipt: ReceiptDocument, sale: CompletedSale) -> Iterator[TextLine]:
    if receipt.copy:
        yield centred(COPY_MARK, strong=True)
    yield from heading_lines(receipt.heading)
    yield rule()
    counted = tuple(line for line in sale.lines if not line.voided)
    code_width = max((len(clean(line.item.tax_rate.code)) for line in counted), default=0)
    for line in counted:
        yield from goods_rows(line, line.full_amount, code_width)
        yield from marks_rows(line.marks)
        yield from _price_before(line)
        yield from _discounts(line, code_width)
    yield rule()
    yield from _saved(counted, sale.to_pay.currency)
    yield from pair("Total", format_money(sale.to_pay), strong=True)
    for tender in sale.tenders:
        if _is_cash_out(tender, sale):
            yield from pair(_cash_out_words(sale), format_money(tender.change))
        else:
            yield from _tender(tender)
    yield from points_rows(sale.points, "Points earned", "Points used")
    yield rule()
    yield from tax_rows(sale.taxes, sale.to_pay.currency)
    yield rule()
    for pickup in receipt.pickups:
        yield from _pickup(pickup)
    yield from pair(f"Receipt {clean(sale.receipt_number)}", clean(receipt.local_time))
    yield from wrapped(f"Served by {first_name(sale.operator_name)}")
    if receipt.copy:
        yield centred(COPY_MARK, strong=True)


def _pickup(pickup: PickupPaper) -> Iterator[TextLine]:
    """What the buyer shows where goods of this sale wait, kept apart so that it is found at the counter."""
    place = f"at {clean(pickup.place)}" if pickup.place else "here"
    yield from wrapped(f"To pick up {place}, as soon as they are ready")
    yield from wrapped(f"Order {clean(pickup.number)}")
    if pickup.code:
        half = len(pickup.code) // 2
        code = f"{pickup.code[:half]} {pickup.code[half:]}"
        yield from pair("Show this code:", code, strong=True)
    yield rule()


def _price_before(line: SaleLine) -> Iterator[TextLine]:
    """What one of it cost before somebody set another price."""
    if line.override is not None:
        was = price_of_one(line.override.was, line.marks)
        yield from wrapped(f"{INDENT}Price was {format_money(was)}")


def _is_cash_out(tender: TenderLine, sale: CompletedSale) -> bool:
    """Whether it is what the drawer gave since another tender took more than was to pay."""
    gave = tender.kind is TenderKind.CASH and tender.amount.amount_minor < 0
    return gave and sale.to_pay.amount_minor > 0


def _cash_out_words(sale: CompletedSale) -> str:
    is_change = any(tender.proof.foreign_currency for tender in sale.tenders)
    return "Change" if is_change else CASHBACK


def _tender(tender: TenderLine) -> Iterator[TextLine]:
    """What was given, of a card no more than its last digits; the change where there may be some."""
    proof = tender.proof
    name = _BRANDS.get(proof.brand, clean(proof.brand)) or tender_name(tender.kind)
    ending = f" •••• {clean(proof.last_digits)}" if proof.last_digits else ""
    yield from pair(f"{name}{ending}", format_money(tender.given))
    if proof.approval:
        yield from wrapped(f"{INDENT}Approval {clean(proof.approval)}")
    if proof.foreign_currency:
        notes = format_money(Money(proof.foreign_minor, proof.foreign_currency))
        yield from wrapped(f"{INDENT}{notes} at {clean(proof.foreign_rate)}")
    elif tender.kind.rule.may_overpay:
        yield from pair("Change", format_money(tender.change))


def _discounts(line: SaleLine, code_width: int) -> Iterator[TextLine]:
    """Each promotion, and what was taken off by hand, under the line that it lowers."""
    for discount in line.discounts:
        amount = Money(-discount.amount_minor, line.item.unit_price.currency)
        right = f"{format_money(amount)} {'':<{code_width}}"
        yield from pair(f"{INDENT}{clean(discount.name)}", right)


def _saved(lines: tuple[SaleLine, ...], currency: str) -> Iterator[TextLine]:
    saved = sum(line.discount_minor for line in lines)
    if saved:
        yield from pair("You saved", format_money(Money(saved, currency)))
