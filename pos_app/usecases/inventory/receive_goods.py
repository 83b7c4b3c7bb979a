"""Receive goods knows how a delivery comes in: announced, from another store, or by itself; each entry is a fact."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.catalogue import Item
from pos_app.domain.delivery import (
    Delivery,
    delivery_received,
    goods_received,
    last_received,
)
from pos_app.domain.operations.stock import FINISH_DELIVERY, RECEIVE_GOODS, UNDO_RECEIVED
from pos_app.domain.quantity import EACH, MILLI
from pos_app.domain.refusals.stock import (
    NoSuchPallet,
    NothingCounted,
    NothingReceived,
    TemperatureNeeded,
)
from pos_app.domain.scan import LogisticUnitCode, parse_scan
from pos_app.domain.stock_bodies import stock_undone
from pos_app.domain.stock_room import MOVED_MAX_MILLI
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.replica import Catalogue
from pos_app.ports.stock_room import StockBook
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.inventory.stock_facts import StockFacts


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What is on its way to this store, by its day."""

    waiting: tuple[Delivery, ...]
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery as it stands, with its items by name; pallet: the one that was scanned, else ""."""

    delivery: Delivery
    items: tuple[Item | None, ...]
    needs_temperature: bool
    pallet: str = ""
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class Arrived:
    """An item in the hand, and how much of it the code says there is."""

    item: Item
    milli: int
    changes: Changes = Changes.NONE


class ReceiveGoods:
    """Good ones are stock as soon as they are entered; what differs is said at the end and refused by nobody.

    Errors: NotAllowed, NothingCounted, NoSuchPallet, NothingReceived, TemperatureNeeded, and those of a scan.
    """

    def __init__(
        self,
        book: StockBook,
        facts: StockFacts,
        scan_item: ScanItem,
        catalogue: Catalogue,
        ids: Ids,
    ) -> None:
        self._book = book
        self._facts = facts
        self._scan_item = scan_item
        self._catalogue = catalogue
        self._ids = ids

    def waiting(self) -> Deliveries:
        """What may come today."""
        self._facts.check(RECEIVE_GOODS)
        return Deliveries(self._book.deliveries())

    def open(self, *, name: str) -> DeliveryView:
        """A delivery by its name; an unknown one is what nobody has announced."""
        self._facts.check(RECEIVE_GOODS)
        return self._view(name)

    def begin_blind(self) -> DeliveryView:
        """Something has come that nobody has announced."""
        self._facts.check(RECEIVE_GOODS)
        return self._view(f"B-{self._ids.uuid7().hex}")

    def by_pallet(self, *, text: str) -> DeliveryView | None:
        """The delivery whose pallet carries this code; None for another code. Errors: NoSuchPallet."""
        code = parse_scan(text)
        if not isinstance(code, LogisticUnitCode):
            return None
        for delivery in self._book.deliveries():
            if any(line.sscc == code.sscc for line in delivery.lines):
                return self._view(delivery.delivery, pallet=code.sscc)
        raise NoSuchPallet(code.sscc)

    def scanned(self, *, text: str) -> Arrived:
        """An item; a case says how many are in it. What is past its date or called back is refused."""
        self._facts.check(RECEIVE_GOODS)
        goods = self._scan_item.goods_of(text)
        one = MILLI if goods.item.unit == EACH else 0
        return Arrived(goods.item, one if goods.quantity is None else goods.quantity.milli)

    def take(
        self, *, name: str, item: Item, milli: int, damaged: bool, pallet: str
    ) -> DeliveryView:
        """So much of an item is here, in thousandths; damaged: none of it can be sold."""
        self._facts.check(RECEIVE_GOODS)
        if not 0 < milli <= MOVED_MAX_MILLI:
            raise NothingCounted
        good, broken = (0, milli) if damaged else (milli, 0)
        delivery = self._delivery(name)
        draft = goods_received(delivery, item.item_id, good, broken, pallet)
        return self._view(name, self._facts.append(RECEIVE_GOODS, draft), pallet)

    def undo(self, *, name: str) -> DeliveryView:
        """What was entered last at this device did not come."""
        self._facts.check(UNDO_RECEIVED)
        last = last_received(self._book.deeds(), name)
        if last is None:
            raise NothingReceived
        return self._view(name, self._facts.append(UNDO_RECEIVED, stock_undone(last)))

    def finish(self, *, name: str, temperature_tenths: int | None) -> DeliveryView:
        """All has come that comes; temperature_tenths: of cold goods, in tenths of a degree Celsius."""
        self._facts.check(FINISH_DELIVERY)
        view = self._view(name)
        if not any(line.received_milli or line.damaged_milli for line in view.delivery.lines):
            raise NothingReceived
        if view.needs_temperature and temperature_tenths is None:
            raise TemperatureNeeded
        draft = delivery_received(view.delivery, temperature_tenths)
        return replace(view, changes=self._facts.append(FINISH_DELIVERY, draft))

    def _delivery(self, name: str) -> Delivery:
        known = [each for each in self._book.deliveries() if each.delivery == name]
        return known[0] if known else self._book.blind(name)

    def _view(self, name: str, changes: Changes = Changes.NONE, pallet: str = "") -> DeliveryView:
        delivery = self._delivery(name)
        items = tuple(self._catalogue.by_id(line.item_id) for line in delivery.lines)
        came = [line.item_id for line in delivery.lines if line.received_milli]
        cold = self._book.needs_temperature(came)
        return DeliveryView(delivery, items, cold, pallet, changes)
