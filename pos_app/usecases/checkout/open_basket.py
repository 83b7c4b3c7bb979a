"""Open basket knows whose basket is open, and what is checked before anything in it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pos_app.domain.fact_bodies import sale_refused
from pos_app.domain.facts import FactDraft
from pos_app.domain.foreign_notes import FOREIGN_NOTES, ForeignRate, read_rates
from pos_app.domain.ids import CustomerNumber, FactId, LineNumber, OperatorNumber, SaleId
from pos_app.domain.money import Money
from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import ADD_ITEM
from pos_app.domain.payment import left_to_pay, paid_parts
from pos_app.domain.refusals.basket import BasketIsOthers, LimitReached, NotAtThisHour, NothingToPay
from pos_app.domain.refusals.payment import PartPaid, PaymentRuns
from pos_app.domain.sale import AgeCheck, RefusedFor, RetailTransaction, SaleLine
from pos_app.domain.selling_rules import (
    BANNED_HOURS,
    SALE_LIMITS,
    banned_hours,
    check_hour,
    check_limit,
    sale_limits,
)
from pos_app.domain.tender import CASH_ROUNDING, CASHBACK_MAX, TenderLine, cash_unit, in_cash
from pos_app.ports.clock import Ids
from pos_app.ports.journal import Store
from pos_app.ports.offers import (
    NOTHING_TO_EXPLAIN,
    Discounts,
    Explained,
    OfferedCoupon,
    OfferHint,
    Offers,
)
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class CouponShown:
    """A coupon of the basket; saves_minor: what the promotions that it opens take off now."""

    name: str
    saves_minor: int


@dataclass(frozen=True, slots=True)
class BasketView:
    """The open basket as screens show it, with the tax within its sum; nothing to pay when there is none.

    is_lowered: somebody took something off the whole of it by hand.
    parts: what was taken for it so far; coupons: what was shown for it, in that order.
    """

    lines: tuple[SaleLine, ...]
    to_pay: Money
    piece_count: int
    owner: OperatorNumber | None = None
    tax_minor: int = 0
    is_lowered: bool = False
    customer: CustomerNumber | None = None
    parts: tuple[TenderLine, ...] = ()
    cash_unit_minor: int = 1
    coupons: tuple[CouponShown, ...] = ()
    cashback_max_minor: int = 0
    foreign_rates: tuple[ForeignRate, ...] = ()

    @property
    def left(self) -> Money:
        """What is still to pay."""
        return left_to_pay(self.to_pay, self.parts)

    @property
    def left_in_cash(self) -> Money:
        """What of it coins can pay."""
        return in_cash(self.left, self.cash_unit_minor)


@dataclass(frozen=True, slots=True)
class BasketPricing:
    """What amounts of a basket are made of."""

    currency: str
    offers: Offers
    configuration: StoreConfiguration

    @property
    def cashback_max_minor(self) -> int:
        """How much cash may be given with a card payment; 0 where the store has set nothing."""
        text = self.configuration.text(CASHBACK_MAX)
        return int(text) if text.isascii() and text.isdecimal() else 0

    @property
    def foreign_rates(self) -> tuple[ForeignRate, ...]:
        """Whose notes are taken, and for how much."""
        return read_rates(self.configuration.text(FOREIGN_NOTES), self.currency)

    @property
    def cash_unit_minor(self) -> int:
        """The smallest amount that coins pay."""
        return cash_unit(self.configuration.text(CASH_ROUNDING))


class OpenBasket:
    """Gives the basket to its own operator alone, on a day that may be sold into.

    While nobody knows what became of a payment for it nothing in the basket changes, unless a person has set that
    payment aside; and it never costs less than what was taken for it.
    """

    def __init__(
        self,
        store: Store,
        session: Session,
        days: BusinessDays,
        staff: Staff,
        ids: Ids,
        pricing: BasketPricing,
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._staff = staff
        self._ids = ids
        self.pricing = pricing
        self._currency = pricing.currency
        self._offers = pricing.offers
        self._priced: RetailTransaction | None = None
        # Payments in doubt that a person left as they are, for this run of the program.
        self.set_aside: set[FactId] = set()

    def to_add_to(self) -> RetailTransaction:
        """The own basket, a new one when there is none. Errors: NotAllowed, DayNotClosed, BasketIsOthers."""
        operator = self._session.require(ADD_ITEM)
        self._days.check_closed()
        sale = self.own(ADD_ITEM)
        if sale is None:
            sale_id = SaleId(self._ids.uuid7())
            sale = RetailTransaction(sale_id, operator.number, self._currency)
        return sale

    def begin(
        self,
        operator: OperatorNumber,
        lines: tuple[SaleLine, ...],
        age_check: AgeCheck | None,
    ) -> RetailTransaction:
        """A basket of lines that were scanned elsewhere; there is none open."""
        sale_id = SaleId(self._ids.uuid7())
        return RetailTransaction(sale_id, operator, self._currency, lines, age_check)

    def to_finish(self, operation: Operation) -> RetailTransaction:
        """The own basket, with or without lines that count. Errors: NotAllowed, BasketIsOthers, NothingToPay."""
        sale = self.own(operation)
        if sale is None:
            raise NothingToPay
        return sale

    def own(self, operation: Operation) -> RetailTransaction | None:
        """The own basket, None when there is none. Errors: NotAllowed, BasketIsOthers."""
        operator = self._session.require(operation)
        sale = self._load()
        if sale is not None and sale.operator != operator.number:
            raise BasketIsOthers(self._staff.name_of(sale.operator), sale.piece_count)
        if sale is not None and self._is_paying(sale):
            raise PaymentRuns
        return sale

    def keep(
        self, sale: RetailTransaction, changed: tuple[LineNumber, ...], *, is_sold: bool = True
    ) -> None:
        """Let promotions answer to a change, and write the changed lines; discounts follow from lines and time.

        is_sold: False where nobody puts anything in, and goods that are there already cost something else.
        """
        if is_sold:
            _check_rules(sale, changed, self.pricing.configuration, self._days)
        self._let_promotions_answer(sale)
        parts = self.parts(sale)
        if parts and left_to_pay(sale.to_pay, parts).amount_minor < 0:
            raise PartPaid(sale.to_pay - left_to_pay(sale.to_pay, parts))
        self._store.baskets.save(sale, changed)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A step on the open basket; that something in it may not be sold is a fact before anybody is told."""
        try:
            with self._store.write_basket():
                yield
        except NotAtThisHour as refusal:
            self.log(sale_refused(RefusedFor.HOUR, refusal.item_name, refusal.until))
            raise
        except LimitReached as refusal:
            self.log(sale_refused(RefusedFor.LIMIT, refusal.item_name, str(refusal.most)))
            raise

    def log(self, draft: FactDraft) -> None:
        """A fact by whoever is signed on, in a step of its own."""
        operator = self._session.operator
        assert operator is not None, "somebody is signed on at a basket"
        with self._store.write():
            self._store.journal.append(
                draft, operator=operator.number, business_date=self._days.current()
            )

    def parts(self, sale: RetailTransaction) -> tuple[TenderLine, ...]:
        """What was taken for a basket so far."""
        return paid_parts(self._store.payments.open(), sale.sale_id)

    def check_unpaid(self, sale: RetailTransaction) -> None:
        """Refuse to put a basket away that something was taken for. Errors: PartPaid."""
        if self.parts(sale):
            raise PartPaid(sale.to_pay - left_to_pay(sale.to_pay, self.parts(sale)))

    def open_sale(self) -> RetailTransaction | None:
        """The open basket, whosever it is."""
        return self._load()

    def hint(self, line: SaleLine) -> OfferHint | None:
        """What little a promotion on a line lacks in the basket that was kept last."""
        return self._offers.hint(line)

    def offered(self, code: str) -> OfferedCoupon | None:
        """What a coupon stands for now, None when no promotion has it."""
        sale = self._load()
        return self._offers.coupon(code, None if sale is None else sale.customer)

    def discounts_apart(self, lines: tuple[SaleLine, ...]) -> Discounts:
        """What promotions would take off goods that are no part of any basket."""
        found = self._offers.discounts(lines)
        # the promotions are asked about the basket again before anybody asks them why
        self._priced = None
        return found

    def explained(self) -> Explained:
        """Why the promotions did what they did to what is in the basket now."""
        sale = self._load()
        return self._offers.explained() if sale is not None and sale.lines else NOTHING_TO_EXPLAIN

    def view(self) -> BasketView:
        """What is in the basket now, whosever it is."""
        sale = self._load()
        if sale is None:
            return BasketView((), Money(0, self._currency), 0)
        tax_minor = sum(tax.tax_minor for tax in sale.taxes)
        return BasketView(
            sale.lines,
            sale.to_pay,
            sale.piece_count,
            sale.operator,
            tax_minor,
            parts=self.parts(sale),
            is_lowered=sale.by_hand is not None,
            customer=sale.customer,
            cash_unit_minor=self.pricing.cash_unit_minor,
            foreign_rates=self.pricing.foreign_rates,
            cashback_max_minor=self.pricing.cashback_max_minor,
            coupons=tuple(_shown(self._offers, sale, place) for place in range(len(sale.coupons))),
        )

    def _is_paying(self, sale: RetailTransaction) -> bool:
        return any(
            payment.is_in_doubt
            and payment.sale_id == sale.sale_id
            and payment.payment_id not in self.set_aside
            for payment in self._store.payments.open()
        )

    def _load(self) -> RetailTransaction | None:
        """The open basket; one that was read from disk is priced first."""
        sale = self._store.baskets.load()
        if sale is not None and sale is not self._priced:
            self._let_promotions_answer(sale)
        return sale

    def _let_promotions_answer(self, sale: RetailTransaction) -> None:
        sale.discount(self._offers.discounts(sale.lines, sale.customer, sale.coupons))
        self._priced = sale


def _shown(offers: Offers, sale: RetailTransaction, place: int) -> CouponShown:
    """One coupon of a sale; several of one code stand as one sum, at the first of them."""
    code = sale.coupons[place]
    offered = offers.coupon(code, sale.customer)
    if offered is None:
        return CouponShown(code, 0)
    opened = offered.promotions if sale.coupons.index(code) == place else ()
    saves_minor = sum(
        taken.amount_minor
        for line in sale.lines
        for taken in line.discounts
        if taken.promotion in opened
    )
    return CouponShown(offered.name, saves_minor)


def _check_rules(
    sale: RetailTransaction,
    changed: tuple[LineNumber, ...],
    configuration: StoreConfiguration,
    days: BusinessDays,
) -> None:
    """What was changed may be sold now, and as much of it. Errors: NotAtThisHour, LimitReached."""
    banned = banned_hours(configuration.text(BANNED_HOURS))
    limits = sale_limits(configuration.text(SALE_LIMITS))
    if not banned and not limits:
        return
    now = days.local_now()
    for line in sale.lines:
        if line.number in changed and not line.voided:
            check_hour(line, banned, now.hour * 60 + now.minute)
            check_limit(sale, line, limits)
