"""Put back knows how goods leave the cart again when nobody waits for their order any more."""

from __future__ import annotations

from pos_app.domain.operations.picking import UNDO_PICK
from pos_app.domain.picking_bodies import pick_undone
from pos_app.usecases.picking.cart import Cart, CartView
from pos_app.usecases.picking.pick_facts import PickFacts


class PutBack:
    """All that was taken for the order lies in its bins again, as one step. Errors: NotAllowed."""

    def __init__(self, cart: Cart, facts: PickFacts) -> None:
        self._cart = cart
        self._facts = facts

    def __call__(self) -> CartView:
        """What is in the hand goes back too."""
        self._facts.check(UNDO_PICK)
        view = self._cart.view()
        if view.list is None or view.gone is None:
            return view
        self._cart.round.in_hand = None
        number = view.gone.order_number
        gone = [pick for pick in view.list.picks if pick.order_number == number]
        undone = [pick_undone(view.list.list_id, pick) for pick in gone]
        return self._cart.view(self._facts.append(UNDO_PICK, undone))
