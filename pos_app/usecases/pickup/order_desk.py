"""Order desk knows what every verb of the counter needs of an order: whose it is, what is in it, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pos_app.domain.bags_in_hand import SeenBags
from pos_app.domain.customer import Customer, OrderCustomer
from pos_app.domain.customer_order import CustomerOrder, OrderLine
from pos_app.domain.handover import GoodsCosts, HandoverPlan, PersonCheck, parts_of
from pos_app.domain.ids import CustomerNumber, ItemId, OperatorNumber, OrderNumber
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.payment import Payment, of_order, order_balance
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.refusals.orders import OrderGone, UnknownOrder
from pos_app.domain.tender import CASH_ROUNDING, cash_unit, in_cash
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.journal import Store
from pos_app.ports.orders import OrderBook
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.usecases.pickup.habits import Habits

# All that is here leaves.
WHOLE = HandoverPlan(frozenset())


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line of an order with the words of the catalogue; instead: names and prices of what takes its place.

    kit: the name of the kit that it is a part of, "" for none.
    """

    line: OrderLine
    name: str
    unit: str
    age_limit: int
    instead: tuple[str, ...] = ()
    instead_prices: tuple[tuple[ItemId, UnitPrice], ...] = ()
    kit: str = ""

    def quantity(self, milli: int) -> Quantity:
        """So much of it."""
        return Quantity(milli, self.unit)


@dataclass(frozen=True, slots=True)
class OpenedOrder:
    """An order as the counter sees it; `customer` is None before the centre has said who comes.

    payments: what was taken here for it, and went back of that, and no handover has claimed; cash_unit_minor: the
    smallest amount that coins pay.
    """

    order: CustomerOrder
    customer: OrderCustomer | None
    lines: tuple[NamedLine, ...]
    payments: tuple[Payment, ...] = ()
    cash_unit_minor: int = 1

    @property
    def age_limit(self) -> int:
        """The highest of what is in the bags, 0 for none."""
        return max((line.age_limit for line in self.lines), default=0)

    def costs(self, currency: str) -> GoodsCosts:
        """What its goods cost today."""
        units = {named.line.item_id: named.unit for named in self.lines}
        prices = dict(priced for named in self.lines for priced in named.instead_prices)
        return GoodsCosts(currency, units, prices)

    def to_pay(self, currency: str, plan: HandoverPlan = WHOLE) -> Money:
        """What the customer owes for what leaves, negative what is owed to them.

        What was paid elsewhere is not: only what was taken here goes back here.
        """
        total, costs = Money(0, currency), self.costs(currency)
        is_owed = self.customer is not None and not self.customer.is_paid
        for named in self.lines if is_owed else ():
            for goods in filter(plan.leaves, parts_of(named.line)):
                total = total + costs.of(goods)
        return total - order_balance(self.payments, currency)

    def in_cash(self, amount: Money) -> Money:
        """What of an amount coins pay, or give back."""
        return in_cash(amount, self.cash_unit_minor)


@dataclass(slots=True)
class CheckedPeople:
    """Who was checked since the program started; a check ends with its handover."""

    by_order: dict[OrderNumber, PersonCheck] = field(default_factory=dict)

    def keep(self, check: PersonCheck) -> None:
        """It counts for all of its orders."""
        self.by_order.update(dict.fromkeys(check.orders, check))

    def of(self, number: OrderNumber) -> PersonCheck | None:
        """Who stands there for an order."""
        return self.by_order.get(number)

    def end(self, number: OrderNumber) -> None:
        """The order is handed over, or was left."""
        self.by_order.pop(number, None)


class OrderDesk:
    """Opens orders; every refusal about which order is meant is made here."""

    def __init__(
        self,
        orders: OrderBook,
        customers: CustomerDirectory,
        catalogue: Catalogue,
        store: Store,
        currency: str,
        name_of: Callable[[OperatorNumber], str],
        *,
        configuration: StoreConfiguration,
    ) -> None:
        self._store = store
        self.bags = SeenBags()
        self.orders = orders
        self.customers = customers
        self.currency = currency
        self._catalogue = catalogue
        self.habits = Habits(catalogue)
        self._name_of = name_of
        self._configuration = configuration

    def open(self, number: OrderNumber) -> OpenedOrder:
        """An order with what is in it. Errors: UnknownOrder, OrderGone when somebody has it already."""
        order = self.orders.order(number)
        if order is None or not order.is_collected:
            raise UnknownOrder(number)
        if not order.is_open and not order.is_to_put_back:
            did = order.handed_over
            raise OrderGone(
                number,
                order.state.value,
                self._name_of(did.operator) if did else "",
                did.at_us if did else 0,
            )
        order = self.bags.on(order)
        lines = tuple(self._named(line) for line in order.lines)
        payments = of_order(self._store.payments.open(), number)
        unit = cash_unit(self._configuration.text(CASH_ROUNDING))
        return OpenedOrder(order, self.customers.of_order(number), lines, payments, unit)

    def others_of(self, opened: OpenedOrder) -> tuple[OrderNumber, ...]:
        """All orders that wait for the same buyer, this one first."""
        customer = opened.customer
        number = opened.order.number
        if customer is None or not customer.customer_number:
            return (number,)
        theirs = {
            waiting.order_number
            for waiting in self.customers.waiting()
            if waiting.customer_number == customer.customer_number
        }
        also = [
            order.number
            for order in self.orders.queue()
            if order.number in theirs and order.number != number and order.is_collected
        ]
        return (number, *also)

    def buyer(self, number: CustomerNumber) -> Customer | None:
        """What is known of a buyer who agreed to be known, and was noted here before head office has heard of it."""
        buyer = self.customers.by_number(number) if number else None
        if buyer is None:
            return None
        told = {note.commitment for note in buyer.notes}
        own = [
            note for note in self._store.side_records.notes(number) if note.commitment not in told
        ]
        return replace(buyer, notes=(*own, *buyer.notes))

    def _named(self, line: OrderLine) -> NamedLine:
        item = self._catalogue.by_id(line.item_id)
        if item is None:
            return NamedLine(line, str(line.item_id), EACH, 0)
        found = [self._catalogue.by_id(swap.item_id) for swap in line.instead]
        swaps = [swap for swap in found if swap is not None]
        limit = max([item.age_limit, *(swap.age_limit for swap in swaps)])
        names = tuple("" if swap is None else swap.name for swap in found)
        prices = tuple((swap.item_id, swap.unit_price) for swap in swaps)
        kit = None if line.kit_id is None else self._catalogue.by_id(line.kit_id)
        kit_name = "" if kit is None else kit.name
        return NamedLine(line, item.name, item.unit, limit, names, prices, kit_name)
