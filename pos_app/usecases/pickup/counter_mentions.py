"""Counter mentions knows what is worth a mention to a buyer at the counter, and the sale into which they take it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer_order import CustomerOrder, OrderState
from pos_app.domain.handover import PersonCheck
from pos_app.domain.ids import CustomerNumber, ItemId, OrderNumber, SaleId
from pos_app.domain.mentions import About
from pos_app.domain.money import Money
from pos_app.domain.operations.basket import DISMISS_MENTION, TAKE_MENTIONED
from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.domain.refusals.orders import NotChecked, OtherSaleOpen
from pos_app.domain.upsell import Suggestion
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.order_desk import CheckedPeople, OpenedOrder, OrderDesk
from pos_app.usecases.register import Register

# So many who stand there at once: nobody has time to hear of anything else.
BUSY_FROM = 3


@dataclass(frozen=True, slots=True)
class CounterMentions:
    """What to mention now, the best first; to_pay: what the buyer has taken so far costs."""

    number: OrderNumber
    suggestions: tuple[Suggestion, ...]
    to_pay: Money
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class TakenMention:
    """It is in a sale of theirs, which is paid at the till before the goods leave."""

    item_id: ItemId
    changes: Changes = Changes.BASKET


class BuyerSale:
    """The open sale, as far as it is the buyer's who stands there; nobody adds to another one's."""

    def __init__(self, store: Store, register: Register) -> None:
        self._store = store
        self._register = register
        # The sales that were begun here, for buyers without a number.
        self._begun: dict[SaleId, tuple[OrderNumber, ...]] = {}

    def items(self, check: PersonCheck) -> tuple[ItemId, ...]:
        """What is in it."""
        sale = self._store.baskets.load()
        if sale is None or not self._is_theirs(check):
            return ()
        return tuple(line.item.item_id for line in sale.lines)

    def to_pay(self, check: PersonCheck) -> Money:
        """What it costs, nothing where there is none."""
        basket = self._register.read_basket().basket
        return basket.left if self._is_theirs(check) else Money(0, basket.to_pay.currency)

    def add(self, check: PersonCheck, item: ItemId, buyer: CustomerNumber | None) -> None:
        """One piece, and their name on it. Errors: OtherSaleOpen, and those of the till."""
        sale = self._store.baskets.load()
        if sale is not None and sale.lines and not self._is_theirs(check):
            raise OtherSaleOpen(sale.piece_count)
        self._register.add_item(item_id=item)
        if buyer is not None:
            self._register.attach_customer(number=buyer)
        begun = self._store.baskets.load()
        assert begun is not None, "an item was added a moment ago"
        self._begun[begun.sale_id] = check.orders

    def _is_theirs(self, check: PersonCheck) -> bool:
        sale = self._store.baskets.load()
        if sale is None or not sale.lines:
            return False
        is_begun = bool(set(self._begun.get(sale.sale_id, ())) & set(check.orders))
        return is_begun or (bool(check.customer) and sale.customer == check.customer)


class SuggestAtCounter:
    """Asked after the goods are on the screen, so that it never delays them.

    Nobody hears anything but the buyer, of an order that is here and no gift, while fewer than three wait.
    Errors: NotAllowed, UnknownOrder, OrderGone.
    """

    def __init__(
        self,
        register: Register,
        desk: OrderDesk,
        people: CheckedPeople,
        sale: BuyerSale,
        days: BusinessDays,
    ) -> None:
        self._register = register
        self._desk = desk
        self._people = people
        self._sale = sale
        self._days = days

    def __call__(self, *, number: OrderNumber, limit: int) -> CounterMentions:
        """limit: as many as there is room for; those that are given are seen."""
        self._register.session.require(FIND_ORDER)
        opened = self._desk.open(number)
        check = self._people.of(number)
        if check is None:
            return CounterMentions(number, (), Money(0, self._desk.currency))
        to_pay = self._sale.to_pay(check)
        if limit <= 0 or not self._may_hear(opened, check):
            return CounterMentions(number, (), to_pay)
        about, mentions = About(order_number=number), self._register.mentions
        items = (*(line.item_id for line in opened.order.lines), *self._sale.items(check))
        buyer = check.customer or None
        found = mentions.suggest(about, items, buyer, self._days.current(), limit=limit)
        mentions.shown(about, found)
        return CounterMentions(number, found, to_pay)

    def _may_hear(self, opened: OpenedOrder, check: PersonCheck) -> bool:
        customer = opened.customer
        if customer is None or customer.is_gift or not check.is_buyer:
            return False
        if not opened.order.is_in_bays:
            return False
        return sum(map(_is_here, self._desk.orders.queue())) < BUSY_FROM


class TakeMentioned:
    """One touch: it is in a sale with the buyer's name. Errors: NotAllowed, NotChecked, OtherSaleOpen, the till's."""

    def __init__(
        self, register: Register, desk: OrderDesk, people: CheckedPeople, sale: BuyerSale
    ) -> None:
        self._register = register
        self._desk = desk
        self._people = people
        self._sale = sale

    def __call__(self, *, number: OrderNumber, item_id: ItemId) -> TakenMention:
        """Whoever agreed to be known has member prices on it."""
        self._register.session.require(TAKE_MENTIONED)
        check = self._people.of(number)
        if check is None:
            raise NotChecked(number)
        buyer = self._desk.buyer(check.customer)
        self._sale.add(check, item_id, None if buyer is None else buyer.number)
        self._register.mentions.accepted(About(order_number=number), item_id)
        return TakenMention(item_id)


class DismissMention:
    """It is not wanted, and is not said again to this buyer. Errors: NotAllowed."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def __call__(self, *, number: OrderNumber, item_id: ItemId) -> TakenMention:
        """What became of it stands in the fact of the handover."""
        self._register.session.require(DISMISS_MENTION)
        self._register.mentions.dismissed(About(order_number=number), item_id)
        return TakenMention(item_id, Changes.NONE)


def _is_here(order: CustomerOrder) -> bool:
    return order.state is OrderState.ARRIVED
