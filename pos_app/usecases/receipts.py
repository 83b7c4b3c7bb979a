"""Receipts knows how sales and settlements become documents: the store's heading and its local time."""

from __future__ import annotations

from typing import Any, cast
from zoneinfo import ZoneInfo

from pos_app.domain.card import credit_number
from pos_app.domain.cash_moves import read_sums
from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import Fact, read_body
from pos_app.domain.foreign_notes import read_counts
from pos_app.domain.held_slip import slip_code
from pos_app.domain.ids import BusinessDate, Workstation
from pos_app.domain.later_goods import orders_of_sale
from pos_app.domain.money import Money
from pos_app.domain.pickup_code import derived_code
from pos_app.domain.receipt import (
    ADDRESS,
    TAX_NUMBER,
    CreditSlipDocument,
    DayReport,
    HeldSlipDocument,
    PickupPaper,
    PrinterTest,
    ReceiptDocument,
    StoreHeading,
)
from pos_app.domain.sale import CompletedSale, SuspendedSale
from pos_app.domain.sale_reading import read_return, read_void
from pos_app.domain.scan import gift_receipt_code, receipt_code
from pos_app.domain.signed_receipt import RECEIPT_CODE, SIGNED, signed_receipt
from pos_app.domain.tender_sums import read_tender_sums, sum_of
from pos_app.domain.till import DayFigures, OpenPayment, Settlement
from pos_app.ports.replica import NO_SLIP_KEY, SlipKeys, StoreConfiguration

# As a receipt says it: day before month is unmistakable when the month is a word.
LOCAL_TIME = "%d %b %Y %H:%M"


class Receipts:
    """Makes what is printed; a reprint and the first print differ by their mark alone."""

    def __init__(
        self,
        configuration: StoreConfiguration,
        store_name: str,
        workstation: Workstation,
        time_zone: str,
        slip_keys: SlipKeys = NO_SLIP_KEY,
    ) -> None:
        self._configuration = configuration
        self._store_name = store_name
        self._workstation = workstation
        self._zone = ZoneInfo(time_zone)
        self._slip_keys = slip_keys

    def of_sale(self, sale: CompletedSale, *, copy: bool, gift: bool = False) -> ReceiptDocument:
        """The receipt of a sale; gift: without prices, under a code of its own."""
        return ReceiptDocument(
            heading=self._heading(),
            sale=sale,
            barcode=gift_receipt_code(sale.sale_id) if gift else receipt_code(sale.sale_id),
            local_time=self._local(TimeReading(sale.completed_us, 0, "", None)),
            copy=copy,
            gift=gift,
            square="" if gift else self._signed(sale),
            pickups=() if gift else self._pickups(sale),
        )

    def of_held(self, held: SuspendedSale, operator_name: str) -> HeldSlipDocument:
        """The slip of a held sale, signed where this device has the store's key."""
        key = self._slip_keys.current()
        return HeldSlipDocument(
            heading=self._heading(),
            workstation=self._workstation,
            piece_count=held.sale.piece_count,
            to_pay=held.sale.to_pay,
            operator_name=operator_name,
            local_time=self._local(TimeReading(held.suspended_us, 0, "", None)),
            code="" if key is None else slip_code(held, self._workstation, key),
        )

    def of_return(self, fact: Fact, operator_name: str) -> ReceiptDocument:
        """The receipt of the return that a fact of kind "sale_returned" tells of."""
        returned = read_return(fact, operator_name)
        return ReceiptDocument(
            heading=self._heading(),
            sale=returned,
            barcode=receipt_code(returned.sale_id),
            local_time=self._local(fact.time),
        )

    def of_void(self, fact: Fact, operator_name: str) -> ReceiptDocument:
        """The paper of the sale that a fact of kind "sale_voided" undid."""
        voided = read_void(fact, operator_name)
        return ReceiptDocument(
            heading=self._heading(),
            sale=voided,
            barcode=receipt_code(voided.sale_id),
            local_time=self._local(fact.time),
        )

    def of_credit(self, issued: Fact) -> CreditSlipDocument:
        """The slip of the store credit that a fact of kind "card_issued" tells of."""
        body, key = cast(dict[str, Any], read_body(issued)), self._slip_keys.current()
        assert key is not None, "it was issued with the store's key"
        return CreditSlipDocument(
            heading=self._heading(),
            amount=Money(body["amount_minor"], body["currency"]),
            number=credit_number(key, body["nonce"]),
            name=f"{self._workstation}-{issued.sequence}",
            local_time=self._local(issued.time),
        )

    def of_settlement(self, closed: Fact, operator_name: str) -> DayReport:
        """The Z report that a fact of kind "day_closed" tells of."""
        body = cast(dict[str, Any], read_body(closed))
        currency = str(body["currency"])
        back = read_tender_sums(body.get("refund_tenders_minor", {}), currency)
        figures = DayFigures(
            business_date=BusinessDate(body["business_date"]),
            float_=Money(body["float_minor"], currency),
            # days that were closed before these were counted have none to tell of
            moves=read_sums(body.get("moves_minor", {}), currency),
            sale_count=body["sale_count"],
            sales_total=Money(body["sales_total_minor"], currency),
            return_count=body.get("return_count", 0),
            refunds=Money(body.get("refunds_minor", 0), currency) - sum_of(back, currency),
            cancelled_count=body["cancelled_count"],
            voided_line_count=body.get("voided_line_count", 0),
            drawer_opened_count=body["drawer_opened_count"],
            tenders=read_tender_sums(body.get("tenders_minor", {}), currency),
            refund_tenders=back,
            voided=tuple(Money(minor, currency) for minor in body.get("voided_minor", ())),
            order_tenders=read_tender_sums(body.get("order_tenders_minor", {}), currency),
            cashback=Money(body["cashback_minor"], currency) if "cashback_minor" in body else None,
        )
        settlement = Settlement(
            figures=figures,
            foreign=read_counts(body),
            counted=Money(body["counted_minor"], currency),
            expected=Money(body["expected_minor"], currency),
            open_payments=tuple(
                OpenPayment(
                    Money(payment["amount_minor"], currency),
                    BusinessDate(payment["business_date"]),
                    payment["is_taken"],
                )
                for payment in body.get("open_payments", ())
            ),
        )
        return self._report(figures, settlement, operator_name, closed.time)

    def of_figures(self, figures: DayFigures, operator_name: str, time: TimeReading) -> DayReport:
        """The X report of a day so far."""
        return self._report(figures, None, operator_name, time)

    def of_test(self, time: TimeReading) -> PrinterTest:
        """A page that shows that the printer works."""
        return PrinterTest(self._heading(), self._workstation, self._local(time))

    def _signed(self, sale: CompletedSale) -> str:
        """What another store takes goods back by, "" where head office wants none or the sale is too long."""
        key = self._slip_keys.of_receipts()
        if key is None or self._configuration.text(RECEIPT_CODE) != SIGNED or sale.order_number:
            return ""
        return signed_receipt(sale, self._store_name, key)

    def _pickups(self, sale: CompletedSale) -> tuple[PickupPaper, ...]:
        """What its buyer fetches later, and shows for it."""
        orders, key = orders_of_sale(sale), self._slip_keys.current()
        return tuple(
            PickupPaper(
                each.number, each.place, "" if key is None else derived_code(key, each.number)
            )
            for each in orders
        )

    def _report(
        self,
        figures: DayFigures,
        settlement: Settlement | None,
        operator_name: str,
        time: TimeReading,
    ) -> DayReport:
        return DayReport(
            heading=self._heading(),
            workstation=self._workstation,
            figures=figures,
            settlement=settlement,
            operator_name=operator_name,
            local_time=self._local(time),
        )

    def _heading(self) -> StoreHeading:
        address = tuple(self._configuration.text(ADDRESS).splitlines())
        return StoreHeading(self._store_name, address, self._configuration.text(TAX_NUMBER))

    def _local(self, time: TimeReading) -> str:
        return time.corrected.astimezone(self._zone).strftime(LOCAL_TIME)
