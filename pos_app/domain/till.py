"""Till knows a drawer of cash from its float to its settlement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.domain.cash_moves import CashMoves
from pos_app.domain.foreign_notes import ForeignCount
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.domain.money import Money
from pos_app.domain.payment import Payment
from pos_app.domain.tender_sums import TenderSums, sum_of

# Name of the store's configuration: above so much cash, in minor units, some of it should go to the safe.
DRAWER_LIMIT = "drawer_limit"


@dataclass(frozen=True, slots=True)
class CashCount:
    """A drawer counted by denomination: pairs of (denomination_minor, pieces); foreign: notes of other currencies."""

    pieces: tuple[tuple[int, int], ...]
    currency: str
    foreign: tuple[Money, ...] = ()

    @property
    def total(self) -> Money:
        """The counted sum."""
        return Money(sum(d * n for d, n in self.pieces), self.currency)


@dataclass(frozen=True, slots=True)
class TillState:
    """The drawer of one workstation on its open business day; `float_` is None until it is opened.

    refunds: what went out of it in cash; refund_tenders: what went back otherwise.
    order_tenders: what was taken for orders beside cash, less what went back of it; no sale of this till.
    voided: what each sale that was undone had come to; it counts among the sales no more.
    foreign: notes of other currencies that lie in it until the day is closed.
    cashback: what of its cash buyers got with card payments; cash_sales are less by it.
    """

    business_date: BusinessDate
    opened_by: OperatorNumber | None
    float_: Money | None
    cash_sales: Money
    refunds: Money
    moves: CashMoves
    sale_count: int
    return_count: int
    cancelled_count: int
    drawer_opened_count: int
    tenders: TenderSums = ()
    refund_tenders: TenderSums = ()
    voided: tuple[Money, ...] = ()
    order_tenders: TenderSums = ()
    foreign: tuple[Money, ...] = ()
    cashback: Money | None = None

    @property
    def is_open(self) -> bool:
        """True from the counted float to the settlement."""
        return self.float_ is not None

    @property
    def expected(self) -> Money:
        """The cash that should be in the drawer."""
        taken = self.cash_sales - self.refunds + self.moves.net
        return taken if self.float_ is None else self.float_ + taken


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What a day's books say so far; the X report is these, the Z report is these and the count.

    sales_total is before refunds, which are what was given back for returned goods in cash, zero or more.
    voided_line_count: lines that were taken off sales before these were paid; cancelled sales are counted whole.
    tenders: what sales were paid with beside cash; refund_tenders: what was given back beside cash.
    voided: what each sale that was undone had come to, which no other figure holds.
    order_tenders: what was taken at the counter for orders beside cash, which is no sale of this till.
    cashback: cash that buyers got with card payments, None where nobody did; tenders have it, cash sales lack it.
    """

    business_date: BusinessDate
    float_: Money
    moves: CashMoves
    sale_count: int
    sales_total: Money
    return_count: int
    refunds: Money
    cancelled_count: int
    voided_line_count: int
    drawer_opened_count: int
    tenders: TenderSums = ()
    refund_tenders: TenderSums = ()
    voided: tuple[Money, ...] = ()
    order_tenders: TenderSums = ()
    foreign: tuple[Money, ...] = ()
    cashback: Money | None = None

    @property
    def given_back(self) -> Money:
        """All that was given back for returned goods."""
        return self.refunds + sum_of(self.refund_tenders, self.refunds.currency)


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """A payment that a day leaves behind: nobody knows of it (`is_taken` false), or no sale has claimed it.

    amount: negative for money that goes back.
    """

    amount: Money
    business_date: BusinessDate
    is_taken: bool


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the close of a day found; `difference` is counted minus expected, negative when short."""

    figures: DayFigures
    counted: Money
    expected: Money
    open_payments: tuple[OpenPayment, ...] = ()
    foreign: tuple[ForeignCount, ...] = ()

    @property
    def business_date(self) -> BusinessDate:
        """The day that was closed."""
        return self.figures.business_date

    @property
    def cash_sales(self) -> Money:
        """The cash that sales brought."""
        figures = self.figures
        return self.expected - figures.float_ - figures.moves.net + figures.refunds

    @property
    def difference(self) -> Money:
        """Over (positive) or short (negative)."""
        return self.counted - self.expected

    @property
    def differences(self) -> tuple[Money, ...]:
        """Over or short in the store's own currency, then in each other."""
        return (self.difference, *(one.difference for one in self.foreign))


def figures_of(till: TillState, voided_line_count: int) -> DayFigures:
    """The figures of a day so far."""
    return DayFigures(
        business_date=till.business_date,
        float_=till.float_ or Money(0, till.cash_sales.currency),
        moves=till.moves,
        sale_count=till.sale_count,
        sales_total=till.cash_sales + sum_of(till.tenders, till.cash_sales.currency),
        return_count=till.return_count,
        refunds=till.refunds,
        cancelled_count=till.cancelled_count,
        voided_line_count=voided_line_count,
        drawer_opened_count=till.drawer_opened_count,
        tenders=till.tenders,
        refund_tenders=till.refund_tenders,
        voided=till.voided,
        order_tenders=till.order_tenders,
        foreign=till.foreign,
        cashback=till.cashback,
    )


def left_behind(payments: tuple[Payment, ...]) -> tuple[OpenPayment, ...]:
    """What the close of a day has to list."""
    return tuple(
        OpenPayment(
            _signed(payment, payment.tender.amount if payment.is_taken else payment.asked),
            payment.business_date,
            payment.is_taken,
        )
        for payment in payments
    )


def _signed(payment: Payment, amount: Money) -> Money:
    return amount if payment.back is None else -amount


def next_business_date(today: BusinessDate, last_closed: BusinessDate | None) -> BusinessDate:
    """The date to open with: today's, or the day after the last closed one when that is later.

    A day is closed once; a clock that lags never brings an older date back.
    """
    if last_closed is None or last_closed < today:
        return today
    return BusinessDate((date.fromisoformat(last_closed) + timedelta(days=1)).isoformat())
