"""Suspended sales knows what becomes of sales that are held: they are looked at, brought back, or cancelled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import (
    sale_retrieved,
    slip_retrieved,
    suspended_sale_cancelled,
)
from pos_app.domain.ids import FactId, LineNumber, OperatorNumber, Workstation
from pos_app.domain.money import Money
from pos_app.domain.operations.basket import (
    CANCEL_SUSPENDED_SALE,
    RETRIEVE_ELSEWHERE,
    RETRIEVE_SALE,
)
from pos_app.domain.refusals.basket import BasketNotEmpty, NotSuspended
from pos_app.domain.sale import HeldElsewhere, SuspendedSale
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.cancel_sale import CancelledSale, CancelSale
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class HeldSale:
    """One held sale as a list shows it; held_us: microseconds UTC; to_pay: when it was put aside.

    workstation: the register that holds it, where it is another one.
    """

    fact_id: FactId
    held_us: int
    operator_name: str
    piece_count: int
    to_pay: Money
    workstation: Workstation | None = None


@dataclass(frozen=True, slots=True)
class HeldSales:
    """All that are held at this register, the newest first, and then those of the store's other ones."""

    sales: tuple[HeldSale, ...]
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The basket, open again and the signed-on operator's."""

    basket: BasketView
    changes: Changes = Changes.BASKET | Changes.SENDING


class ReadSuspendedSales:
    """Look at what is held; changes nothing and asks for no permission."""

    def __init__(self, store: Store, staff: Staff) -> None:
        self._store = store
        self._staff = staff

    def __call__(self) -> HeldSales:
        """Those of the open day; there are none while no day is open."""
        own = tuple(self._held(each) for each in suspended_today(self._store))
        return HeldSales((*own, *map(self._elsewhere, held_elsewhere(self._store))))

    def _elsewhere(self, held: HeldElsewhere) -> HeldSale:
        return HeldSale(
            held.fact_id,
            held.held_us,
            self._staff.name_of(held.operator),
            held.sale.piece_count,
            held.sale.to_pay,
            held.workstation,
        )

    def _held(self, suspended: SuspendedSale) -> HeldSale:
        sale = suspended.sale
        return HeldSale(
            suspended.fact_id,
            suspended.suspended_us,
            self._staff.name_of(sale.operator),
            sale.piece_count,
            sale.to_pay,
        )


class RetrieveSale:
    """Open a held sale again, whoever held it; prices stay as they were scanned, promotions answer anew.

    One of another register of the store becomes a sale of its own here; that two registers took it is found by the
    centre where neither had heard of the other.

    Errors: BasketNotEmpty while another basket is open, NotSuspended, NotAllowed, DayNotClosed, TillNotOpen.
    """

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        session: Session,
        days: BusinessDays,
        cancel: CancelSale,
    ) -> None:
        self._store = store
        self._basket = basket
        self._session = session
        self._days = days
        self._cancel = cancel

    def __call__(self, *, fact_id: FactId) -> BroughtBack:
        """fact_id: the fact that put it aside."""
        operator = self._session.require(RETRIEVE_SALE)
        store, day = self._store, self._days.open_till().business_date
        others = [each for each in held_elsewhere(store) if each.fact_id == fact_id]
        if others:
            return self._bring(others[0], operator.number)
        found = suspended_sale(store, fact_id)
        self.make_room()
        with store.write():
            store.journal.append(sale_retrieved(found), operator=operator.number, business_date=day)
            sale = found.sale
            sale.take_over(operator.number)
            self._basket.keep(sale, tuple(line.number for line in sale.all_lines))
        return BroughtBack(self._basket.view())

    def _bring(self, held: HeldElsewhere, operator: OperatorNumber) -> BroughtBack:
        """With the prices of its own register, under a sale's id of this one; whose it was no feed says."""
        store = self._store
        self._session.require(RETRIEVE_ELSEWHERE)
        self.make_room()
        with store.write():
            lines = tuple(
                replace(line, number=LineNumber(number))
                for number, line in enumerate(held.sale.lines, start=1)
            )
            sale = self._basket.begin(operator, lines, held.sale.age_check)
            sale.by_hand, sale.coupons = held.sale.by_hand, held.sale.coupons
            store.journal.append(
                slip_retrieved(held, sale),
                operator=operator,
                business_date=self._days.open_till().business_date,
            )
            self._basket.keep(sale, tuple(line.number for line in lines))
        return BroughtBack(self._basket.view())

    def make_room(self) -> None:
        """What has only lines that were taken off again is no sale any more; it ends as any other that is given up."""
        sale = self._store.baskets.load()
        if sale is None:
            return
        if sale.lines:
            raise BasketNotEmpty(sale.piece_count)
        self._cancel()


class CancelSuspendedSale:
    """Give up a held sale. Errors: NotSuspended, NotAllowed."""

    def __init__(self, store: Store, session: Session, days: BusinessDays) -> None:
        self._store = store
        self._session = session
        self._days = days

    def __call__(self, *, fact_id: FactId) -> CancelledSale:
        """fact_id: the fact that put it aside."""
        operator = self._session.require(CANCEL_SUSPENDED_SALE)
        store = self._store
        found = suspended_sale(store, fact_id)
        with store.write():
            store.journal.append(
                suspended_sale_cancelled(found),
                operator=operator.number,
                business_date=self._days.current(),
            )
            till = store.tills.current()
            assert till is not None, "what is held is of the open day"
            store.tills.save(replace(till, cancelled_count=till.cancelled_count + 1))
        return CancelledSale(found.sale.piece_count, Changes.TILL | Changes.SENDING)


def suspended_today(store: Store) -> tuple[SuspendedSale, ...]:
    """What is held on the open day, the newest first; nothing while no day is open."""
    till = store.tills.current()
    return () if till is None else store.suspended.of_day(till.business_date)


def held_elsewhere(store: Store) -> tuple[HeldElsewhere, ...]:
    """What other registers hold on the open day; nothing while no day is open."""
    till = store.tills.current()
    return () if till is None else store.suspended.elsewhere(till.business_date)


def held_count_of(store: Store) -> int:
    """How many sales may be brought back here."""
    return len(suspended_today(store)) + len(held_elsewhere(store))


def suspended_sale(store: Store, fact_id: FactId) -> SuspendedSale:
    """One sale that is held on the open day. Errors: NotSuspended."""
    for each in suspended_today(store):
        if each.fact_id == fact_id:
            return each
    raise NotSuspended
