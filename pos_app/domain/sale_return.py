"""Sale return knows what may still come back of a paid sale, and what is given back for any part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import LineNumber, SaleId
from pos_app.domain.later_goods import orders_of_sale
from pos_app.domain.money import Money, total
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks
from pos_app.domain.pricing.refund_parts import PaidLine, refund_part
from pos_app.domain.pricing.taxed_line import TaxedLine, TaxPart
from pos_app.domain.quantity import Quantity
from pos_app.domain.refund_tenders import RefundTender, RefundWay, refund_tenders
from pos_app.domain.refusals.returns import (
    BackByOrder,
    MoreThanBought,
    NothingToReturn,
    NotOnReceipt,
    WrongLot,
)
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.sale import CompletedSale, SaleLine, SalePoints
from pos_app.domain.tax import TaxLine


class ReturnReason(StrEnum):
    """Why goods come back, as the buyer says."""

    TOO_SMALL = "too_small"
    TOO_BIG = "too_big"
    FAULTY = "faulty"
    CHANGED_MIND = "changed_mind"
    OTHER = "other"


class ReturnCondition(StrEnum):
    """Where returned goods go; only what goes to the shelf is stock again."""

    SHELF = "shelf"
    DAMAGED = "damaged"
    SUPPLIER = "supplier"

    @property
    def is_stock_again(self) -> bool:
        """True when it can be sold once more."""
        return self is ReturnCondition.SHELF


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A part of a line of a sale that came back; amount: what goes back for it, tax included."""

    number: LineNumber
    item: Item
    quantity: Quantity
    amount: Money
    marks: PieceMarks = NO_MARKS


@dataclass(frozen=True, slots=True)
class Refund:
    """What goes back for goods that come back; all figures are what is given back, so none is negative."""

    lines: tuple[ReturnedLine, ...]
    taxes: tuple[TaxLine, ...]
    total: Money


@dataclass(frozen=True, slots=True)
class CompletedReturn:
    """Goods that came back and money that went out; receipt_number is its own, sale_number that of the sale.

    sale_number: "" for goods without a receipt, whose sale nobody knows. is_gift: its paper shows no price.
    """

    sale_id: SaleId
    sale_number: str
    receipt_number: str
    business_date: str
    operator_name: str
    completed_us: int
    refund: Refund
    reason: ReturnReason
    condition: ReturnCondition
    tenders: tuple[RefundTender, ...] = ()
    is_gift: bool = False
    points: SalePoints | None = None


@dataclass(frozen=True, slots=True)
class ReturnableSale:
    """A sale with what came back of it before: never more comes back than was bought, nor more money than was paid.

    given: by which ways money went back for that; begun: what went back for a return that is not complete yet, which
    `begun_as` says, None where there is none; cash_unit_minor: the smallest amount that coins pay.
    """

    sale: CompletedSale
    before: tuple[Refund, ...]
    given: tuple[RefundTender, ...] = ()
    begun: tuple[RefundTender, ...] = ()
    begun_as: ReturnDraft | None = None
    cash_unit_minor: int = 1

    def left_milli(self, line: SaleLine) -> int:
        """What may still come back of a line, in thousandths; a gift card stays with who bought it.

        Goods that are picked up later come back by the number of their order.
        """
        if not line.item.is_goods or line.marks.later:
            return 0
        return line.quantity.milli - self._returned_milli(line.number)

    @property
    def is_all_back(self) -> bool:
        """True when nothing of it is left with the buyer."""
        return not any(self.left_milli(line) for line in self.sale.lines)

    def line_of(
        self,
        item: Item,
        taken: Mapping[LineNumber, int],
        marks: PieceMarks = NO_MARKS,
    ) -> SaleLine:
        """The line of which this piece may come back beside `taken`; marks: what its code says of it.

        Errors: NotOnReceipt, WrongLot where each line of the item says another lot or serial, MoreThanBought.
        """
        item_name = item.name
        bought = [line for line in self.sale.lines if line.item.item_id == item.item_id]
        if not bought:
            raise NotOnReceipt(item_name)
        lines = [line for line in bought if line.marks.may_be(marks)]
        if not lines:
            lots = tuple(line.marks.serial or line.marks.lot for line in bought)
            raise WrongLot(item_name, marks.serial or marks.lot, lots)
        for line in sorted(lines, key=lambda line: line.marks != marks):
            if self.left_milli(line) > taken.get(line.number, 0):
                return line
        if lines[-1].marks.later:
            raise BackByOrder(self.order_of(lines[-1]))
        raise MoreThanBought(item_name)

    def order_of(self, line: SaleLine) -> str:
        """The number by which goods that are picked up later come back."""
        found = (
            each.number for each in orders_of_sale(self.sale) if each.store == line.marks.later
        )
        return next(found, "")

    def refund(self, parts: Mapping[LineNumber, int]) -> Refund:
        """What goes back for parts of lines, each in thousandths. Errors: NothingToReturn, MoreThanBought."""
        lines = tuple(
            self._part(line, parts[line.number])
            for line in self.sale.lines
            if parts.get(line.number)
        )
        if not lines:
            raise NothingToReturn
        gross: dict[tuple[str, int], int] = {}
        for line in lines:
            rate = (line.item.tax_rate.code, line.item.tax_rate.basis_points)
            gross[rate] = gross.get(rate, 0) + line.amount.amount_minor
        taxes = tuple(
            self._tax_part(tax, back)
            for tax in self.sale.taxes
            if (back := gross.get((tax.code, tax.basis_points), 0))
        )
        amounts = tuple(line.amount for line in lines)
        return Refund(lines, taxes, total(amounts, self.sale.to_pay.currency))

    def ways_back(self, amount: Money, way: RefundWay = RefundWay.SAME) -> tuple[RefundTender, ...]:
        """How goes back what of an amount has not gone back yet."""
        gone = total(tuple(tender.amount for tender in self.begun), amount.currency)
        if gone > amount:
            return ()
        before = (*self.given, *self.begun)
        return refund_tenders(self.sale.tenders, before, amount - gone, way, self.cash_unit_minor)

    def _returned_milli(self, number: LineNumber) -> int:
        return sum(
            line.quantity.milli
            for refund in self.before
            for line in refund.lines
            if line.number == number
        )

    def _part(self, line: SaleLine, milli: int) -> ReturnedLine:
        before = self._returned_milli(line.number)
        if line.marks.later:
            raise BackByOrder(self.order_of(line))
        if not 0 < milli <= line.quantity.milli - before:
            raise MoreThanBought(line.item.name)
        paid = PaidLine(line.quantity.milli, _untaxed(line.amount.amount_minor))
        amount = refund_part(paid, before, milli).total_minor
        quantity = Quantity(milli, line.quantity.unit)
        money = Money(amount, line.amount.currency)
        return ReturnedLine(line.number, line.item, quantity, money, line.marks)

    def _tax_part(self, tax: TaxLine, gross_minor: int) -> TaxLine:
        """The tax within so much of what was paid at one rate; the sale has rounded it once for the rate.

        Minor units of a rate come back here as thousandths of a line do, so that all parts make the tax of the sale.
        """
        if not tax.tax_minor:
            return TaxLine(tax.code, tax.basis_points, gross_minor, gross_minor, 0)
        before = sum(
            part.gross_minor
            for refund in self.before
            for part in refund.taxes
            if (part.code, part.basis_points) == (tax.code, tax.basis_points)
        )
        taxes = (TaxPart(tax.code, tax.net_minor, tax.tax_minor),)
        paid = PaidLine(tax.gross_minor, TaxedLine(tax.net_minor, taxes, tax.gross_minor))
        part = refund_part(paid, before, gross_minor)
        tax_minor = part.taxes[0].tax_minor
        return TaxLine(tax.code, tax.basis_points, gross_minor, gross_minor - tax_minor, tax_minor)


def check_not_an_order(returnable: ReturnableSale) -> None:
    """Refuse a sale whose goods come back by the number of an order. Errors: BackByOrder."""
    for line in returnable.sale.lines:
        if line.marks.later:
            raise BackByOrder(returnable.order_of(line))


def _untaxed(amount_minor: int) -> TaxedLine:
    """A line's amount alone: the sale keeps no tax of single lines."""
    return TaxedLine(amount_minor, (), amount_minor)
