"""Pick up later knows how goods of the open sale come to wait in a store, and what a paid one says of their code."""

from __future__ import annotations

from pos_app.domain.ids import LineNumber, OrderNumber
from pos_app.domain.later_goods import ToldCode, picked_up
from pos_app.domain.operations.basket import PICK_UP_LATER
from pos_app.domain.pickup_code import derived_code, order_salt
from pos_app.domain.refusals.basket import CustomerNeeded, NoCodesHere, NoSuchLine
from pos_app.ports.late import load
from pos_app.ports.replica import SlipKeys
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.checkout.open_basket import OpenBasket


class PickUpLater:
    """A line waits in a store for the customer of the sale, or is carried out again.

    Errors: CustomerNeeded, NoCodesHere, CarriedOutOnly, NoSuchLine, NotAllowed, BasketIsOthers.
    """

    def __init__(self, basket: OpenBasket, keys: SlipKeys) -> None:
        self._basket = basket
        self._keys = keys

    def __call__(self, *, line: LineNumber, store: str, place: str = "") -> ChangedLine:
        """store: where it waits, `HERE` for this one, "" for goods that are carried out; place: its name."""
        with self._basket.writing():
            sale = self._basket.own(PICK_UP_LATER)
            if sale is None:
                raise NoSuchLine(line)
            if store and sale.customer is None:
                raise CustomerNeeded
            if store and self._keys.current() is None:
                raise NoCodesHere
            sale.change(picked_up(sale.line(line), store, place))
            self._basket.keep(sale, (line,))
            changed = sale.line(line)
        return ChangedLine(changed, self._basket.view())


class CodesOfOrders:
    """The codes of orders that this register sells; every register of the store makes the same."""

    def __init__(self, keys: SlipKeys) -> None:
        self._keys = keys

    def told(self, number: OrderNumber) -> ToldCode:
        """What the fact of the sale says of it; money that was taken waits for no key, so it may say nothing."""
        key = self._keys.current()
        if key is None:
            return ToldCode("", "")
        salt = order_salt(number)
        return ToldCode(salt, load("code_hashes")().hash_code(derived_code(key, number), salt))
