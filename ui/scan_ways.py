"""Scan ways knows who is told of a scan, by what it means."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos_app.domain.operations.basket import ADD_ITEM
from pos_app.domain.scan import CodeRules
from pos_app.ports.late import load
from ui.application import Application
from ui.approving import Approving
from ui.desk import Desk
from ui.heard_scan import Scan
from ui.navigation import Navigation
from ui.routes import AT_PACKING
from ui.scan_router import ScanTargets
from ui.scan_table import OF_ORDERS, Meaning
from ui.store_screens import StoreScreens

if TYPE_CHECKING:
    from ui.pickup_scans import PickupScans
    from ui.place_scans import PlaceScans


class ScanWays:
    """One way for each meaning; what has to do with orders is loaded with the first of their codes."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        screens: StoreScreens,
        rules: Callable[[], CodeRules],
    ) -> None:
        self._rules = rules
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._screens = screens
        # the scan under way, whose line is timed
        self.scan: Scan | None = None

    def targets(self, approving: Approving) -> ScanTargets:
        """What the router is given."""
        screens = self._screens
        return ScanTargets(
            of_meaning={
                Meaning.ADD: self._add_product,
                Meaning.FIND_SOLD: self._find_sold,
                Meaning.FIND_ORDERED: self._find_ordered,
                Meaning.PICK: self._pick,
                Meaning.BRING_BACK: self._bring_back,
                Meaning.TAKE_STOCK: self._take_stock,
                Meaning.OPEN_PLACE: self._open_place,
                Meaning.BRING_BACK_LOOSE: self._bring_back_loose,
                Meaning.OPEN_GIFT: self._open_gift,
                Meaning.OPEN_RETURN: self._open_receipt,
                Meaning.OPEN_SIGNED: self._open_signed,
                Meaning.OPEN_SALE: self._open_sale,
                Meaning.ATTACH_CARD: screens.checkout.customer.card_scanned,
                Meaning.VALUE_CARD: self._value_card,
                Meaning.OPEN_SLIP: screens.slips.scanned,
                Meaning.BADGE: screens.badge_at_till,
                Meaning.SIGN_ON: screens.sign_on.badge_scanned,
                **{meaning: partial(self._of_orders, meaning) for meaning in OF_ORDERS},
            },
            badge_approves=approving.badge_scanned,
            refuse=self._desk.tell,
        )

    def hold_and_open(self) -> None:
        """The key of the notice that an order was scanned while a basket is open."""
        self._pickup.hold_and_open()

    @cached_property
    def _pickup(self) -> PickupScans:
        made: PickupScans = load("pickup_scans")(
            self._application, self._desk, self._navigation, self._screens
        )
        return made

    @cached_property
    def _places(self) -> PlaceScans:
        made: PlaceScans = load("place_scans")(
            self._application, self._desk, self._screens, self._rules
        )
        return made

    def _of_orders(self, meaning: Meaning, words: str) -> None:
        self._pickup.scanned(meaning, words)

    def _add_product(self, text: str) -> None:
        me = self._application.signed_on()
        if me is not None and not ADD_ITEM.is_for(me):
            self._places.goods_scanned(text)
        else:
            self._screens.add_product(text, self.scan)

    def _open_place(self, text: str) -> None:
        self._places.label_scanned(text, self._add_product, self._of_orders)

    def _open_receipt(self, sale_id: str) -> None:
        self._screens.end_search()
        self._screens.later.returns.returning.receipt_scanned(UUID(sale_id))

    def _open_gift(self, sale_id: str) -> None:
        self._screens.end_search()
        self._screens.later.returns.returning.receipt_scanned(UUID(sale_id), is_gift=True)

    def _open_signed(self, text: str) -> None:
        self._screens.end_search()
        self._screens.later.returns.returning.paper_scanned(text)

    def _open_sale(self, sale_id: str) -> None:
        self._screens.end_search()
        self._screens.later.returns.finished_sale.sale_chosen(UUID(sale_id))

    def _value_card(self, number: str) -> None:
        self._screens.end_search()
        self._screens.value_cards.scanned(number)

    def _bring_back(self, text: str) -> None:
        self._screens.later.returns.returning.goods_scanned(text)

    def _bring_back_loose(self, text: str) -> None:
        self._screens.later.returns.return_goods.goods_scanned(text)

    def _find_sold(self, text: str) -> None:
        self._screens.later.returns.find_sale.piece_scanned(text)

    def _find_ordered(self, words: str) -> None:
        self._screens.later.returns.find_sale.order_scanned(words)

    def _pick(self, text: str) -> None:
        later, place = self._screens.later, self._navigation.current
        (later.packing if place in AT_PACKING else later.picking).scanned(text)

    def _take_stock(self, text: str) -> None:
        self._screens.later.stock_room.scanned(text)
