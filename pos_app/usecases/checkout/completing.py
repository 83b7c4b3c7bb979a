"""Completing knows how a sale that is paid becomes a fact, the day's figures and a receipt, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from pos_app.domain.fact_bodies import sale_completed, sold_cards, stock_effects
from pos_app.domain.facts import Fact
from pos_app.domain.foreign_notes import with_foreign
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.later_goods import orders_of, with_orders
from pos_app.domain.loyalty import (
    EARN_MINOR,
    OFFLINE_POINTS,
    POINT_MINOR,
    LoyaltyTerms,
    points_of_sale,
    with_points,
)
from pos_app.domain.mentions import About
from pos_app.domain.money import Money
from pos_app.domain.sale import CompletedSale, RetailTransaction
from pos_app.domain.tender import TenderLine
from pos_app.domain.tender_sums import cash_of, with_cashback, with_tenders
from pos_app.domain.till import DRAWER_LIMIT, TillState
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.checkout.pick_up_later import CodesOfOrders
from pos_app.usecases.printing import Printing
from pos_app.usecases.suggestions.mentions import Mentions

SALE_CHANGES = Changes.BASKET | Changes.TILL | Changes.STOCK | Changes.SENDING | Changes.PRINTER


@dataclass(frozen=True, slots=True)
class PaidSale:
    """A sale that is on disk, the change to give, and what the devices had to say.

    drawer_opened: a tender of it was put into the drawer; drawer_full: that holds more than the store wants in it.
    """

    sale: CompletedSale
    change: Money
    printer_fault: Fault | None
    drawer_fault: Fault | None
    drawer_opened: bool = True
    drawer_full: bool = False
    changes: Changes = SALE_CHANGES


class Seller(Protocol):
    """Whose sale it is."""

    @property
    def number(self) -> OperatorNumber:
        """As facts name them."""
        ...

    @property
    def name(self) -> str:
        """As receipts name them."""
        ...


@dataclass(frozen=True, slots=True)
class NamedSeller:
    """Whose sale it is, though somebody else may be signed on."""

    number: OperatorNumber
    name: str


class Completing:
    """Durable first, then the drawer, then the paper: `write_down` in the open transaction, `see_off` after it."""

    def __init__(
        self,
        store: Store,
        drawer: CashDrawer,
        printing: Printing,
        mentions: Mentions,
        configuration: StoreConfiguration,
        codes: CodesOfOrders,
    ) -> None:
        self._codes = codes
        self._configuration = configuration
        self._store = store
        self._drawer = drawer
        self._printing = printing
        self._mentions = mentions

    def write_down(
        self,
        sale: RetailTransaction,
        tenders: tuple[TenderLine, ...],
        seller: Seller,
        till: TillState,
    ) -> CompletedSale:
        """The fact of a sale whose tenders add up to it, and all that follows from it."""
        store = self._store
        number = store.journal.next_receipt_number(till.business_date)
        points = points_of_sale(sale, tenders, loyalty_terms(self._configuration))
        orders = orders_of(sale.lines, number, till.business_date)
        draft = with_orders(sale_completed(sale, tenders, number), orders, self._codes.told)
        fact = store.journal.append(
            with_points(draft, points),
            operator=seller.number,
            business_date=till.business_date,
            stock_effects=stock_effects(sale),
        )
        for card in sold_cards(sale):
            store.journal.append(card, operator=seller.number, business_date=till.business_date)
        self._mentions.write(
            About(sale_id=sale.sale_id),
            [line.item.item_id for line in sale.lines],
            store.journal,
            seller.number,
            till.business_date,
        )
        completed = replace(_completed(sale, tenders, seller, number, fact), points=points)
        store.sales.add(completed, fact)
        store.tills.save(
            replace(
                till,
                cash_sales=till.cash_sales + cash_of(tenders, sale.currency),
                tenders=with_tenders(till.tenders, tenders),
                foreign=with_foreign(till.foreign, tenders),
                cashback=with_cashback(till.cashback, tenders),
                sale_count=till.sale_count + 1,
            )
        )
        store.print_queue.add(completed.sale_id, PrintKind.RECEIPT)
        store.baskets.clear()
        return completed

    def see_off(self, completed: CompletedSale, last: TenderLine) -> PaidSale:
        """Open the drawer for the tender that was given last, and print; a fault of either is in the result."""
        self._mentions.over(About(sale_id=completed.sale_id))
        opens = last.kind.rule.opens_drawer
        return PaidSale(
            sale=completed,
            change=last.change,
            drawer_fault=self.open_drawer() if opens else None,
            printer_fault=self._printing.print_waiting(),
            drawer_opened=opens,
            drawer_full=opens and self._is_full(),
        )

    def _is_full(self) -> bool:
        limit, till = self._configuration.text(DRAWER_LIMIT), self._store.tills.current()
        is_set = limit.isascii() and limit.isdecimal()
        return is_set and till is not None and till.expected.amount_minor > int(limit)

    def open_drawer(self) -> Fault | None:
        """For cash that goes in or out."""
        try:
            self._drawer.open()
        except Fault as fault:
            return fault
        return None


def loyalty_terms(configuration: StoreConfiguration) -> LoyaltyTerms:
    """What a store has set about points."""
    text = configuration.text
    return LoyaltyTerms.read(text(EARN_MINOR), text(POINT_MINOR), text(OFFLINE_POINTS))


def _completed(
    sale: RetailTransaction,
    tenders: tuple[TenderLine, ...],
    seller: Seller,
    number: str,
    fact: Fact,
) -> CompletedSale:
    return CompletedSale(
        sale_id=sale.sale_id,
        receipt_number=number,
        business_date=fact.origin.business_date,
        operator_name=seller.name,
        completed_us=fact.time.wall_us,
        lines=sale.lines,
        taxes=sale.taxes,
        tenders=tenders,
        to_pay=sale.to_pay,
    )
