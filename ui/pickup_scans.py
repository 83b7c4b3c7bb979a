"""Pickup scans knows what the codes of orders, bags, bays and goods do where customers get what they have ordered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.domain.pickup_code import read_shown
from pos_app.domain.piece_code import PieceLabel, read_piece
from pos_app.domain.quantity import Quantity
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.usecases.checkout.check_price import PriceChecked
from pos_app.usecases.checkout.suspend_sale import PutAside
from pos_app.usecases.picking.where_order import OrderPlace
from pos_app.usecases.pickup.see_bag import BagSeen
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import price_words, quantity_text
from ui.navigation import Navigation
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.refusal_notice import NoticeAction
from ui.routes import Route
from ui.scan_table import Meaning
from ui.store_screens import StoreScreens
from ui.translation import tr, tr_count


class PickupScans:
    """Who may not hand over is told so, and nothing else happens; no basket is left behind by a code."""

    def __init__(
        self, application: Application, desk: Desk, navigation: Navigation, screens: StoreScreens
    ) -> None:
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._screens = screens
        self._text = ""
        self._done: dict[Meaning, Callable[[str], None]] = {
            Meaning.TICK_GOODS: self._goods_scanned,
            Meaning.TELL_PRICE: self._price_asked,
            Meaning.OPEN_ORDER: self._code_scanned,
            Meaning.TELL_BAYS: self._bays_asked,
            Meaning.OPEN_BAG: self._bag_opened,
            Meaning.TICK_BAG: self._bag_taken,
            Meaning.FIND_BAY: self._look_for,
            Meaning.TAKE_BAY: self._bay_scanned,
            Meaning.FIND_CARD: self._look_for,
        }

    def scanned(self, meaning: Meaning, words: str) -> None:
        """One of the meanings that have to do with orders."""
        self._done[meaning](words)

    def hold_and_open(self) -> None:
        """The basket waits, and the order that was scanned comes to the front."""
        self._desk.runner.run(self._application.register.held.suspend, self._was_held)

    def _code_scanned(self, text: str) -> None:
        """It opens its order, and its person is checked by it; a basket that is open has to be held first."""
        if not self._may_find():
            return
        self._text = text
        if self._navigation.current is Route.TILL and self._screens.checkout.is_open:
            words = tr("Order {number}. This basket is open.", number=read_shown(text).number or "")
            notice = NoticeState(
                NoticeKind.QUESTION,
                words,
                key_text=tr("Hold it and open"),
                key_action=NoticeAction.HOLD_AND_OPEN,
            )
            self._desk.tell(notice)
        else:
            self._screens.later.counter.flow.code_scanned(text)

    def _bays_asked(self, text: str) -> None:
        """Somebody who fetches goods scans what a customer shows: where the order lies is all they are told."""
        number = read_shown(text).number
        if number is None:
            self._desk.tell(notice_of(WrongCodeHere(text)))
        else:
            where = self._application.places.picking.where_order
            self._desk.runner.run(partial(where, number=number), self._was_found)

    def _bay_scanned(self, bay: str) -> None:
        """What lies there of the order at hand is taken."""
        self._screens.later.counter.handover.ticking.bay(bay)

    def _bag_opened(self, name: str) -> None:
        """The label of a bag opens its order."""
        piece = read_piece(name)
        if piece is None:
            self._desk.tell(notice_of(WrongCodeHere(name)))
        elif self._may_find():
            self._see_bag(piece)

    def _bag_taken(self, name: str) -> None:
        """A bag of the order at hand is out of its bay."""
        piece = read_piece(name)
        if piece is None:
            self._desk.tell(notice_of(WrongCodeHere(name)))
        elif self._is_not_ready(piece.order_number):
            self._see_bag(piece)
        else:
            self._screens.later.counter.handover.ticking.bag(piece.order_number, piece.piece)

    def _is_not_ready(self, number: OrderNumber) -> bool:
        """The order at hand, of which nobody has heard yet that it is fetched."""
        card = self._screens.later.counter.flow.card
        order = None if card is None else card.opened.order
        return order is not None and order.number == number and not order.is_in_bays

    def _see_bag(self, piece: PieceLabel) -> None:
        step = partial(self._application.places.pickup.see_bag, label=piece)
        self._desk.runner.run(step, self._bag_seen)

    def _bag_seen(self, bag: BagSeen) -> None:
        """With its last bag an order is ready, though nothing was heard of it."""
        said = EMPTY_NOTICE
        if not bag.is_ready:
            left = bag.of_count - bag.seen
            words = tr_count("Bag seen. Scan {count} more.", "Bag seen. Scan {count} more.", left)
            said = NoticeState(NoticeKind.INSTRUCTION, words)
        self._screens.later.counter.flow.open(bag.number, said)

    def _price_asked(self, text: str) -> None:
        """Goods in a customer's hand: what they cost, and nothing is sold."""
        step = partial(self._application.register.check_price, text=text)
        self._desk.runner.run(step, self._tell_price)

    def _goods_scanned(self, text: str) -> None:
        """Goods at a handover: they leave with the order, or their price is told."""
        if self._navigation.current is Route.UNSEEN_ORDER:
            self._screens.later.counter.unseen_order.scanned(text)
            return
        step = partial(self._application.register.check_price, text=text)
        self._desk.runner.run(step, self._goods_known)

    def _may_find(self) -> bool:
        me = self._application.signed_on()
        may_find = me is not None and FIND_ORDER.is_for(me)
        if not may_find:
            self._desk.tell(notice_of(NotAllowed(FIND_ORDER.name)))
        return may_find

    def _look_for(self, words: str) -> None:
        if self._navigation.current is not Route.PICKUP:
            self._navigation.go(Route.PICKUP)
        typed = self._navigation.type_in_search(lambda before: words)
        self._screens.later.counter.pickup.search_edited(typed)

    def _was_held(self, result: PutAside) -> None:
        self._screens.checkout.holding.held(result)
        self._screens.later.counter.flow.code_scanned(self._text)

    def _was_found(self, place: OrderPlace) -> None:
        number, bays = place.number, ", ".join(place.bays)
        text = (
            tr("Order {number} lies in {bays}.", number=number, bays=bays)
            if bays
            else tr("No bag of order {number} lies in a bay.", number=number)
        )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _goods_known(self, result: PriceChecked) -> None:
        ticking = self._screens.later.counter.handover.ticking
        if not ticking.goods(result.item.item_id, result.item.name):
            self._tell_price(result)

    def _tell_price(self, result: PriceChecked) -> None:
        item = result.item
        price, name = price_words(item, result.packed)
        text = name
        if result.on_hand_milli is not None:
            here = tr(
                "{count} here", count=quantity_text(Quantity(result.on_hand_milli, item.unit))
            )
            text = f"{name} · {here}"
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text, amount=price))
