"""Receipts for the tests of printers: one of a small shop, and as many others as a test makes up."""

from dataclasses import replace
from uuid import UUID

from pos_app.domain.cash_moves import read_sums
from pos_app.domain.catalogue import Item
from pos_app.domain.ids import BusinessDate, ItemId, LineNumber, SaleId, Workstation
from pos_app.domain.money import Money, UnitPrice, total
from pos_app.domain.quantity import KILOGRAM, Quantity
from pos_app.domain.receipt import DayReport, ReceiptDocument, StoreHeading
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.domain.scan import receipt_code
from pos_app.domain.tax import TaxRate, summarise
from pos_app.domain.tender import TenderKind, TenderLine
from pos_app.domain.till import DayFigures, Settlement

STANDARD = TaxRate("S", "Standard", 2000)
REDUCED = TaxRate("R", "Reduced", 500)
ZERO = TaxRate("Z", "Zero", 0)
SALE_ID = SaleId(UUID("0197a3c5-7b00-7c3e-9d41-5a0f3c2b1e99"))

HEADING = StoreHeading("Leeds Briggate", ("1201 Briggate", "Leeds LS1 0ZZ"), "GB 000 0000 00")


def sale_line(
    number: int,
    name: str,
    price_minor: int,
    rate: TaxRate = STANDARD,
    quantity: Quantity | None = None,
    currency: str = "GBP",
) -> SaleLine:
    """A line of a sale."""
    price = UnitPrice.of_minor(price_minor, currency)
    item = Item(ItemId(number), str(number), name, "Gifts", "each", price, rate)
    return SaleLine(LineNumber(number), item, quantity or Quantity.pieces(1))


def receipt_of(
    *lines: SaleLine, copy: bool = False, store_name: str = "Leeds Briggate"
) -> ReceiptDocument:
    """A receipt of these lines, paid with a little more than they cost."""
    currency = lines[0].item.unit_price.currency
    counted = tuple(line for line in lines if not line.voided)
    to_pay = total(tuple(line.amount for line in counted), currency)
    gross: dict[TaxRate, int] = {}
    for line in counted:
        rate = line.item.tax_rate
        gross[rate] = gross.get(rate, 0) + line.amount.amount_minor
    change = Money(245, currency)
    sale = CompletedSale(
        sale_id=SALE_ID,
        receipt_number="12-1a-1121-0042",
        business_date="2026-11-21",
        operator_name="Anna Marlow",
        completed_us=1_795_269_720_000_000,
        lines=lines,
        taxes=summarise(gross),
        tenders=(TenderLine(TenderKind.CASH, to_pay + change, change),),
        to_pay=to_pay,
    )
    heading = replace(HEADING, name=store_name)
    barcode = receipt_code(sale.sale_id)
    return ReceiptDocument(heading, sale, barcode, "21 Nov 2026 14:02", copy)


def small_receipt(copy: bool = False) -> ReceiptDocument:
    """What a shopper takes home: a gift, three of another, bread by weight, and one that was taken off again."""
    return receipt_of(
        sale_line(1, "White hanging heart T-light holder", 295),
        sale_line(2, "Red woolly hottie white heart", 425, STANDARD, Quantity.pieces(3)),
        sale_line(3, "Sourdough bread", 640, ZERO, Quantity(455, KILOGRAM)),
        replace(sale_line(4, "Jumbo bag red retrospot", 195), voided=True),
        copy=copy,
    )


def settlement_of(counted_minor: int) -> DayReport:
    """The Z report of a day with a float of 150.00 and cash sales of 260.00."""
    figures = DayFigures(
        business_date=BusinessDate("2026-11-21"),
        float_=Money(15_000, "GBP"),
        moves=read_sums({}, "GBP"),
        sale_count=31,
        sales_total=Money(26_000, "GBP"),
        return_count=0,
        refunds=Money(0, "GBP"),
        cancelled_count=2,
        voided_line_count=3,
        drawer_opened_count=1,
    )
    settlement = Settlement(
        figures, counted=Money(counted_minor, "GBP"), expected=Money(41_000, "GBP")
    )
    return DayReport(
        heading=HEADING,
        workstation=Workstation("1"),
        figures=figures,
        settlement=settlement,
        operator_name="Carla Stone",
        local_time="21 Nov 2026 18:05",
    )
