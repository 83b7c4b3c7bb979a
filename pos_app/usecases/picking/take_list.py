"""Take list knows how a cart gets its orders, who goes on with it, and that it may stand for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain import own_codes
from pos_app.domain.ids import OperatorNumber, OrderNumber
from pos_app.domain.operations.picking import (
    CHANGE_TOTE,
    PAUSE_PICK_LIST,
    TAKE_OVER_PICK_LIST,
    TAKE_PICK_LIST,
)
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.picking.pick_list import LEASE_US, CartOrder, PickList, PickWay, still_wanted
from pos_app.domain.picking.refusals import OrderNotHere, OrdersTaken, TotesNeeded, ToteTaken
from pos_app.domain.picking_bodies import (
    pick_list_claimed,
    pick_list_paused,
    pick_list_taken_over,
)
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.scan import CodeRules, PlaceCode, parse_scan
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.orders import OrderBook
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.picking.cart import Cart, CartView
from pos_app.usecases.picking.cart_zones import CartZones
from pos_app.usecases.picking.pick_facts import PickFacts


class ResumeList:
    """Go on with a list of this device, one's own or another person's; not while a third one has its orders.

    Errors: NotAllowed, OrderNotHere, OrdersTaken.
    """

    def __init__(self, cart: Cart, facts: PickFacts) -> None:
        self._cart = cart
        self._facts = facts

    def __call__(self, *, list_id: str) -> CartView:
        """What was picked stays picked; the lease begins anew."""
        me = self._facts.check(TAKE_PICK_LIST)
        known = {each.list_id: each for each in self._cart.open_lists()}
        wanted = known.get(list_id)
        if wanted is None:
            raise OrderNotHere(list_id)
        now_us = self._facts.now_us()
        for number, order in still_wanted(self._cart.orders_of(wanted)).items():
            held = order.picking
            if held and held.at_us > now_us and held.operator not in (me, wanted.holder):
                raise OrdersTaken(number, held.operator)
        for going in known.values():
            if not going.is_paused and going is not wanted:
                self._facts.append(PAUSE_PICK_LIST, [pick_list_paused(going)])
        until = now_us + LEASE_US
        if wanted.holder == me:
            claim = pick_list_claimed(list_id, wanted.orders, until)
            return self._cart.view(self._facts.append(TAKE_PICK_LIST, [claim]))
        claim = pick_list_taken_over(list_id, wanted.orders, until, wanted.holder)
        return self._cart.view(self._facts.append(TAKE_OVER_PICK_LIST, [claim]))


class TakeList:
    """Claim orders for this cart; nobody else takes them while the lease lasts.

    Orders that are on a list of this device already are gone on with, whoever asks for them twice: picked for a
    second list they would be fetched twice. Errors: NotAllowed, OrdersTaken.
    """

    def __init__(
        self, orders: OrderBook, cart: Cart, facts: PickFacts, ids: Ids, resume: ResumeList
    ) -> None:
        self._orders = orders
        self._cart = cart
        self._facts = facts
        self._ids = ids
        self._resume = resume

    def __call__(
        self,
        *,
        orders: Sequence[OrderNumber],
        by_force: bool = False,
        way: PickWay = PickWay.WAVE,
    ) -> CartView:
        """by_force: somebody else may still fetch them, and the picker has the cart."""
        operation = TAKE_OVER_PICK_LIST if by_force else TAKE_PICK_LIST
        me = self._facts.check(operation)
        now_us = self._facts.now_us()
        previous = OperatorNumber("")
        for number in orders:
            order = self._orders.order(number)
            if order is None:
                raise OrderNotHere(number)
            held = order.picking
            if held is not None and held.at_us > now_us and held.operator != me:
                if not by_force:
                    raise OrdersTaken(number, held.operator)
                previous = held.operator
        for here in reversed(self._cart.open_lists()):
            if any(order.order_number in orders for order in here.orders):
                return self._resume(list_id=here.list_id)
        for going in self._cart.open_lists():
            if not going.is_paused:
                self._facts.append(PAUSE_PICK_LIST, [pick_list_paused(going)])
        list_id, placed = self._ids.uuid7().hex, tuple(map(CartOrder, orders))
        until = now_us + LEASE_US
        claim = (
            pick_list_taken_over(list_id, placed, until, previous)
            if by_force
            else pick_list_claimed(list_id, placed, until, way)
        )
        return self._cart.view(self._facts.append(operation, [claim]))


class ChangeTote:
    """The tote of the order in front is full: its next goods go into another. Errors: NotAllowed, ToteTaken."""

    def __init__(self, cart: Cart, facts: PickFacts, configuration: StoreConfiguration) -> None:
        self._cart = cart
        self._facts = facts
        self._configuration = configuration

    def scanned(self, *, text: str) -> CartView:
        """text: the label of an empty tote; what is in the hand goes into it next."""
        self._facts.check(CHANGE_TOTE)
        view = self._cart.view()
        code = parse_scan(text, CodeRules.of(prefixes=self._configuration.text(own_codes.SETTING)))
        is_tote = isinstance(code, PlaceCode) and code.place is OwnKind.TOTE
        if view.list is None or view.stop is None or not isinstance(code, PlaceCode) or not is_tote:
            raise WrongCodeHere(text)
        for order in view.list.orders:
            if order.tote.casefold() == code.name.casefold():
                raise ToteTaken(code.name, order.order_number)
        full = view.stop.tote.order_number
        placed = tuple(
            replace(order, tote=code.name) if order.order_number == full else order
            for order in view.list.orders
        )
        until = self._facts.now_us() + LEASE_US
        claim = pick_list_claimed(view.list.list_id, placed, until)
        return self._cart.view(self._facts.append(CHANGE_TOTE, [claim]))


class PassOn:
    """By zone a cart is passed on where another area begins, or goods are kept otherwise: whoever is there goes on."""

    def __init__(self, cart: Cart, facts: PickFacts, zones: CartZones) -> None:
        self._zones = zones
        self._cart = cart
        self._facts = facts

    def __call__(self, changes: Changes) -> CartView:
        """How the work stands after a stop; changes: what it changed."""
        view = self._cart.view(changes)
        picked = view.list
        if picked is None or picked.way is not PickWay.ZONE or view.stop is None:
            return view
        done = self._zones.last(picked)
        stop = view.stop.stop
        if done is None or done == self._zones.of_stop(stop):
            return view
        paused = self._facts.append(PAUSE_PICK_LIST, [pick_list_paused(picked)])
        return self._cart.view(changes | paused)


class PauseList:
    """The cart stands; anybody may go on. Errors: NotAllowed."""

    def __init__(self, cart: Cart, facts: PickFacts) -> None:
        self._cart = cart
        self._facts = facts

    def __call__(self) -> CartView:
        """What is in the hand goes back to its shelf."""
        self._facts.check(PAUSE_PICK_LIST)
        picked = self._cart.current()
        self._cart.round.in_hand = None
        if picked is None:
            return self._cart.view()
        return self._cart.view(self._facts.append(PAUSE_PICK_LIST, [pick_list_paused(picked)]))


class PlaceTotes:
    """Give each order of the cart its tote, scanned one by one. Errors: NotAllowed, ToteTaken, WrongCodeHere."""

    def __init__(self, cart: Cart, facts: PickFacts) -> None:
        self._cart = cart
        self._facts = facts

    def scanned(self, tote: str) -> CartView:
        """The next order without a tote gets this one."""
        self._facts.check(TAKE_PICK_LIST)
        picked = self._cart.current()
        if picked is None or not picked.lacks_totes:
            raise WrongCodeHere(tote)
        at = self._cart.round
        for number, name in at.totes.items():
            if name.casefold() == tote.casefold():
                raise ToteTaken(tote, number)
        free = next((o.order_number for o in picked.orders if o.order_number not in at.totes), None)
        if free is None:
            return self._started(picked)
        at.totes[free] = tote
        return self._cart.view()

    def start(self) -> CartView:
        """All totes stand: go. Errors: TotesNeeded."""
        self._facts.check(TAKE_PICK_LIST)
        picked = self._cart.current()
        return self._cart.view() if picked is None else self._started(picked)

    def _started(self, picked: PickList) -> CartView:
        totes = self._cart.round.totes
        for order in picked.orders:
            if order.order_number not in totes:
                raise TotesNeeded(order.order_number)
        placed = tuple(replace(order, tote=totes[order.order_number]) for order in picked.orders)
        until = self._facts.now_us() + LEASE_US
        claim = pick_list_claimed(picked.list_id, placed, until)
        return self._cart.view(self._facts.append(TAKE_PICK_LIST, [claim]))
