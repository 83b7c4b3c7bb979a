"""Place scans knows what goods and the labels of places do outside selling: what is here, and what lies there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.own_codes import OwnKind
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.scan import CodeRules, PlaceCode, parse_scan
from pos_app.usecases.checkout.check_price import PriceChecked
from pos_app.usecases.inventory.find_stock import BinContent, ItemStock
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.routes import Route
from ui.scan_table import Meaning
from ui.store_screens import StoreScreens


class PlaceScans:
    """An item whose number begins like a place's label is goods all the same; a basket is left behind by no label."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        screens: StoreScreens,
        rules: Callable[[], CodeRules],
    ) -> None:
        self._application = application
        self._desk = desk
        self._screens = screens
        self._rules = rules

    def label_scanned(
        self, text: str, sell: Callable[[str], None], of_orders: Callable[[Meaning, str], None]
    ) -> None:
        """A label that the store's own codes say is a place's; sell: what is done when it is an item's number."""

        def is_an_item(result: PriceChecked) -> None:
            sell(text)

        def is_none(error: Exception) -> bool:
            if not isinstance(error, WrongCodeHere | NotAllowed):
                return False
            self._open(text, of_orders)
            return True

        step = partial(self._application.register.check_price, text=text)
        self._desk.runner.run(step, is_an_item, is_none)

    def goods_scanned(self, text: str) -> None:
        """Somebody who does not sell looks at goods; a code that names nothing changes nothing."""
        step = partial(self._application.places.stock_room.find.scanned, text=text)
        self._desk.runner.run(step, self._was_found)

    def _open(self, text: str, of_orders: Callable[[Meaning, str], None]) -> None:
        code = parse_scan(text, self._rules())
        place = code.place if isinstance(code, PlaceCode) else None
        if place is OwnKind.BIN:
            self.goods_scanned(text)
        elif isinstance(code, PlaceCode) and place in _OF_ORDERS and not self._is_basket_open:
            self._screens.end_search()
            of_orders(_OF_ORDERS[code.place], code.name)
        else:
            self._desk.tell(notice_of(WrongCodeHere(text)))

    def _was_found(self, result: ItemStock | BinContent) -> None:
        self._screens.end_search()
        if isinstance(result, BinContent):
            self._desk.go(Route.STOCK)
        self._screens.later.stock_room.stock.was_found(result)

    @property
    def _is_basket_open(self) -> bool:
        return self._screens.checkout.is_open


# Where orders lie: their bays, and their bags.
_OF_ORDERS = {OwnKind.STAGING: Meaning.FIND_BAY, OwnKind.PIECE: Meaning.OPEN_BAG}
