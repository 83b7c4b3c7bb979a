"""Hand over unseen knows how a customer gets what they ordered after the line was lost: by their confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.operations.pickup import FIND_ORDER, HAND_OVER_UNSEEN
from pos_app.domain.pickup_code import PickupSecret, ShownCode, order_salt
from pos_app.domain.quantity import EACH, MILLI, Quantity
from pos_app.domain.refusals.orders import (
    AgeNotChecked,
    NothingHandedOver,
    OrderGone,
    OrderIsHere,
    OrderOnItsWay,
    UnknownOrder,
)
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.unseen_order import UnseenHandover
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CodeCheck
from pos_app.ports.journal import Store
from pos_app.ports.orders import OrderBook
from pos_app.ports.replica import Catalogue, Sending
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.session import Session

Goods = Mapping[ItemId, int]


@dataclass(frozen=True, slots=True)
class UnseenOrder:
    """A confirmation of an order that is not here; since_us: since when nothing came from head office."""

    shown: ShownCode
    number: OrderNumber
    since_us: int
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class UnseenGoods:
    """What they get so far: items with thousandths; added: the one that was scanned now; age_limit: 0 for none."""

    lines: tuple[tuple[Item, Quantity], ...]
    added: ItemId | None = None
    changes: Changes = Changes.NONE

    @property
    def age_limit(self) -> int:
        """The highest of what they get."""
        return max((item.age_limit for item, _ in self.lines), default=0)

    @property
    def milli(self) -> dict[ItemId, int]:
        """Thousandths by item."""
        return {item.item_id: quantity.milli for item, quantity in self.lines}


@dataclass(frozen=True, slots=True)
class HandedUnseen:
    """The fact is on disk."""

    number: OrderNumber
    piece_count: int
    changes: Changes = Changes.ORDERS | Changes.STOCK | Changes.SENDING


@dataclass(frozen=True, slots=True)
class UnseenPorts:
    """What an order that is not here is handed over with."""

    store: Store
    orders: OrderBook
    catalogue: Catalogue
    sending: Sending
    codes: CodeCheck
    scan_item: ScanItem


class HandOverUnseen:
    """Only while there is no line, and only when somebody who may allows it; with a line the order would be here.

    Errors: NeedsApproval, NotAllowed, UnknownOrder, OrderIsHere, OrderOnItsWay, OrderGone, NothingHandedOver,
    AgeNotChecked, those of a scan.
    """

    def __init__(self, ports: UnseenPorts, session: Session, days: BusinessDays) -> None:
        self._ports = ports
        self._session = session
        self._days = days

    def begin(self, *, shown: ShownCode) -> UnseenOrder:
        """Somebody shows a confirmation of which nothing is known here."""
        self._session.require(FIND_ORDER)
        return self._checked(shown)

    def add(self, *, goods: Goods, text: str) -> UnseenGoods:
        """The goods with one more of what a code names; weighed goods need a code that says how much."""
        self._session.require(FIND_ORDER)
        scanned = self._ports.scan_item.goods_of(text)
        item = scanned.item
        if item.is_card or (item.unit != EACH and scanned.quantity is None):
            raise WrongCodeHere(text)
        milli = MILLI if scanned.quantity is None else scanned.quantity.milli
        more = {**goods, item.item_id: goods.get(item.item_id, 0) + milli}
        return self._named(more, item.item_id)

    def take_off(self, *, goods: Goods, item_id: ItemId) -> UnseenGoods:
        """One piece less of an item; of what is weighed all of it."""
        left = dict(goods)
        more_than_one = left.get(item_id, 0) > MILLI
        item = self._ports.catalogue.by_id(item_id)
        if item is not None and item.unit == EACH and more_than_one:
            left[item_id] -= MILLI
        else:
            left.pop(item_id, None)
        return self._named(left, None)

    def __call__(self, *, shown: ShownCode, goods: Goods, age_checked: bool) -> HandedUnseen:
        """The goods are theirs; head office compares code, order and goods as soon as it has both."""
        ports = self._ports
        order = self._checked(shown)
        named = self._named(goods, None)
        if not named.lines:
            raise NothingHandedOver
        if named.age_limit and not age_checked:
            raise AgeNotChecked(named.age_limit)
        operator = self._session.require(HAND_OVER_UNSEEN, str(order.number))
        handover = UnseenHandover(
            order.number, named.milli, self._secret(order.number, shown.code), age_checked
        )
        with ports.store.write():
            ports.store.journal.append(
                handover.draft(),
                operator=operator.number,
                business_date=self._days.current(),
                stock_effects=handover.stock_effects,
            )
        return HandedUnseen(order.number, sum(quantity.piece_count for _, quantity in named.lines))

    def _checked(self, shown: ShownCode) -> UnseenOrder:
        number, ports = shown.number, self._ports
        known = None if number is None else ports.orders.order(number)
        if known is not None and not known.is_open:
            raise OrderGone(known.number, known.state.value)
        offline_since_us = ports.sending.status().offline_since_us
        if number is None:
            raise UnknownOrder(shown.code)
        if offline_since_us is None and shown.business_unit:
            # A customer's code names this store, and there is a line on which the order comes.
            raise OrderOnItsWay(number)
        if offline_since_us is None:
            raise UnknownOrder(number)
        if known is not None:
            raise OrderIsHere(number)
        if ports.orders.was_handed_unseen(number):
            raise OrderGone(number, "")
        return UnseenOrder(shown, number, offline_since_us)

    def _named(self, goods: Goods, added: ItemId | None) -> UnseenGoods:
        found = ((self._ports.catalogue.by_id(item), milli) for item, milli in goods.items())
        lines = tuple((item, Quantity(milli, item.unit)) for item, milli in found if item)
        return UnseenGoods(lines, added)

    def _secret(self, number: OrderNumber, code: str) -> PickupSecret | None:
        if not code:
            return None
        salt = order_salt(number)
        return PickupSecret(salt, self._ports.codes.hash_code(code, salt))
