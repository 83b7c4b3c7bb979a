"""Check bin knows what is left in a bin that should be empty, as whoever stands before it says."""

from __future__ import annotations

from pos_app.domain.operations.picking import CHECK_BIN
from pos_app.domain.picking.bin_check import certainly_more_milli
from pos_app.domain.picking.refusals import NotThatMuch
from pos_app.domain.picking_bodies import BinSeen, bin_checked
from pos_app.domain.quantity import MILLI
from pos_app.domain.stock_effects import effects_of
from pos_app.ports.orders import OrderBook
from pos_app.ports.picking import Shelves
from pos_app.usecases.picking.cart import Cart, CartView
from pos_app.usecases.picking.pick_facts import PickFacts
from pos_app.usecases.picking.take_list import PassOn

LEFT_MAX_MILLI = 9_999 * MILLI


class CheckBin:
    """The bin has what was seen from then on; the figure of the store rises where it is too low for sure.

    Errors: NotAllowed, NotThatMuch.
    """

    def __init__(
        self,
        cart: Cart,
        facts: PickFacts,
        orders: OrderBook,
        shelves: Shelves,
        pass_on: PassOn,
    ) -> None:
        self._pass_on = pass_on
        self._cart = cart
        self._facts = facts
        self._orders = orders
        self._shelves = shelves

    def __call__(self, *, left_milli: int) -> CartView:
        """left_milli: 0 when it is empty, as it should be."""
        self._facts.check(CHECK_BIN)
        view = self._cart.view()
        if view.list is None or view.check is None:
            return view
        if not 0 <= left_milli <= LEFT_MAX_MILLI:
            raise NotThatMuch(str(LEFT_MAX_MILLI // MILLI))
        item_id = view.check.item.item_id
        on_hand = self._shelves.on_hand_milli(item_id)
        more = 0
        if left_milli and on_hand is not None:
            more = certainly_more_milli(left_milli, on_hand, item_id, self._orders.queue())
        seen = BinSeen(view.check.bin, 0, left_milli)
        draft = bin_checked(view.list.list_id, item_id, seen, more)
        effects = effects_of(draft.kind, draft.body)
        return self._pass_on(self._facts.append(CHECK_BIN, [draft], effects))
