"""Store screens knows what leads from one screen of an enrolled store to another, and makes the first two."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from pos_app.domain.ids import ItemId
from pos_app.domain.operations.basket import ADD_ITEM
from pos_app.domain.operations.day import OPEN_TILL
from pos_app.domain.operations.picking import READ_PICK_LISTS
from pos_app.domain.operator import badge_hash
from pos_app.ports.changes import Changes
from pos_app.ports.late import load
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.till.read_till import TillReading
from pos_app.usecases.till.signing_on import SignedOn
from ui.application import Application
from ui.card_taking import CardTaking
from ui.cash_taking import CashTaking
from ui.customer_asked import CustomerAsked
from ui.customer_side import CustomerSide, NoCustomerSide, basket_side, welcome
from ui.desk import Desk
from ui.heard_scan import Scan
from ui.late_value_cards import LateValueCards
from ui.navigation import Navigation
from ui.next_sale import NextSale
from ui.notice_state import EMPTY_NOTICE
from ui.paying import Paying
from ui.price_changing import PriceChanging
from ui.routes import AT_PACKING, AT_PICKING, AT_STOCK, Route
from ui.sale_menu import SaleMenu
from ui.scan_aims import ScanAims
from ui.scan_timing import ScanTiming
from ui.screens.checkout.presenter import CheckoutPresenter
from ui.screens.checkout.rows import STYLE
from ui.screens.checkout.screen import CheckoutScreen
from ui.screens.checkout.totals import BY_CARD
from ui.screens.checkout.view_state import CheckoutState, Question
from ui.screens.sign_on.presenter import SignOnPresenter
from ui.screens.sign_on.screen import SignOnScreen
from ui.slip_scanned import SlipScanned
from ui.two_lines import AllSides, TwoLines
from ui.unlisted_sale import UnlistedSale
from ui.why_told import WhyTold

if TYPE_CHECKING:
    from ui.later_asked import LaterAsked
    from ui.later_screens import LaterScreens

# In the order in which a till comes to need them.
_LATER = (
    Route.OPEN_TILL,
    Route.DONE,
    Route.TENDER,
    Route.FIND_SALE,
    Route.RETURNING,
    Route.RETURN_GOODS,
    Route.FINISHED_SALE,
    Route.MORE,
    Route.HELD_SALES,
    Route.STYLE_GRID,
    Route.CASH_MOVES,
    Route.DAY_FIGURES,
    Route.WORK_FIGURES,
    Route.PICKUP,
    Route.PICKUP_CHECK,
    Route.HANDOVER,
    Route.UNSEEN_ORDER,
    Route.PICK_LISTS,
    Route.PICK_CART,
    Route.PICK_STEP,
    Route.STAGING,
    Route.PACK_ORDERS,
    Route.PACK_ORDER,
    Route.SEND_PARCELS,
    Route.STOCK,
    Route.STOCK_ITEM,
    Route.STOCK_ENTRY,
    Route.STOCK_REDUCE,
    Route.STOCK_COUNT,
    Route.STOCK_DELIVERIES,
    Route.STOCK_RECEIVE,
    Route.STOCK_SEND,
    Route.STOCK_TASKS,
    Route.SENDING,
    Route.DEVICES,
    Route.CLOSE_DAY,
)


class StoreScreens:
    """Screens know no screen: what leads from one to another stands here."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        timing: ScanTiming,
        number_typed: Callable[[str], None],
    ) -> None:
        """number_typed: who hears of a number that was typed where goods are asked for."""
        self._number_typed = number_typed
        self._application = application
        self._desk = desk
        self._navigation = navigation
        register = application.register
        self.pay = Paying(
            CashTaking(register, desk.runner, self.paid),
            CardTaking(register, desk, self.paid),
            self.paid,
        )
        self._timing = timing
        self.why = WhyTold(application.register, desk.runner, navigation)
        self.slips = SlipScanned(application.register, desk)
        self._next = NextSale(navigation, self._next_begun, self._next_asks)
        self.customer = _customer_side(application)
        self._build_checkout()
        self._build_sign_on()
        for route in _LATER:
            navigation.add_later(route, partial(_make, self, route))

    @cached_property
    def later(self) -> LaterScreens:
        """The screens that no first scan needs, loaded when the first of them is asked for."""
        later: LaterScreens = load("later_screens")(
            self._application,
            self._desk,
            self._navigation,
            self._timing,
            self.pay,
            self.customer,
            add_item=self.checkout.adding.item_touched,
        )
        return later

    def changes_heard(self, changes: Changes) -> None:
        """The screens in reach of a change read again what they show of it."""
        self.checkout.tiles.changes_heard(changes)
        self.checkout.finder.changes_heard(changes)
        if changes & Changes.CATALOGUE and self.checkout.is_open:
            self.checkout.prices.look_again()
        elif changes & Changes.CATALOGUE and self._navigation.current is Route.TILL:
            # other registers may hold something else by now
            self.checkout.opened()
        if self._navigation.current is Route.STYLE_GRID:
            self.later.style_grid.changes_heard(changes)
        if self._navigation.current is Route.TENDER and changes & Changes.BASKET:
            self.later.tender.reread()
        if self._navigation.current is Route.SENDING:
            self.later.sending.changes_heard(changes)
        if self._navigation.current is Route.PICKUP:
            self.later.counter.pickup.changes_heard(changes)
        elif self._navigation.current is Route.PICKUP_CHECK:
            self.later.counter.pickup_check.changes_heard(changes)
        elif self._navigation.current is Route.HANDOVER:
            self.later.counter.handover.changes_heard(changes)
        if self._navigation.current in AT_PACKING | {Route.WORK_FIGURES}:
            self.later.packing.changes_heard(changes)
        elif self._navigation.current in AT_PICKING:
            self.later.picking.changes_heard(changes)
        if self._navigation.current in AT_STOCK:
            self.later.stock_room.changes_heard(changes)
        if self._navigation.current is Route.SIGN_ON and changes & (
            Changes.OPERATOR | Changes.TILL | Changes.CATALOGUE
        ):
            self.sign_on.reread()

    def add_product(self, text: str, scan: Scan | None) -> None:
        """A product was scanned somewhere: it is added to the basket, which comes to the front.

        scan: how its code came in. While money is taken nothing moves: the item is in the next sale, or in this one
        if the money is refused.
        """
        if self.aims.scanned(text):
            return
        if self._navigation.current is Route.DONE and not self.pay.is_running:
            self._navigation.go(Route.TILL)
        self._navigation.close_sheet()
        self.end_search()
        self.checkout_screen.lock_payment()
        self.checkout.adding.scanned(text, scan)

    def result_touched(self, key: str) -> None:
        """A found item was chosen: it is added, and the search is over."""
        self.end_search()
        if not _opens_style(self, key):
            self.checkout.adding.item_touched(key)

    def end_search(self) -> None:
        """The lines are in front again."""
        self._navigation.clear_search()
        if self.checkout.finder.is_searching:
            self.checkout.finder.search_edited("")

    def badge_at_till(self, badge: str) -> None:
        """The own badge locks; another one signs its owner on."""
        me = self._application.signed_on()
        if me is not None and badge_hash(badge) == me.badge_hash:
            self.lock()
        else:
            register = self._application.register
            self._desk.runner.run(lambda: register.sign_on_with_badge(badge=badge), self.signed_on)

    def lock(self) -> None:
        """Nobody is signed on any more; the basket stays."""
        self._desk.runner.run(self._application.register.lock_register, self.locked)

    def signed_on(self, signed_on: SignedOn) -> None:
        """Somebody works here now: close an old day first, open the till, or sell."""
        self._desk.tell(EMPTY_NOTICE)
        if signed_on.unclosed_day is not None:
            self._navigation.go(Route.CLOSE_DAY)
            return
        self._desk.runner.run(self._application.register.read_till, self._till_read)

    def paid(self, sale: PaidSale) -> None:
        """A sale is on disk."""
        self._desk.tell(EMPTY_NOTICE)
        self.later.done.sale_paid(sale)

    def _till_read(self, reading: TillReading) -> None:
        me = self._application.signed_on()
        is_open = reading.till is not None and reading.till.is_open
        if me is not None and READ_PICK_LISTS.is_for(me) and not ADD_ITEM.is_for(me):
            self._navigation.go(Route.PICK_LISTS)
            return
        may_open = me is not None and OPEN_TILL.is_for(me)
        self._navigation.go(Route.OPEN_TILL if may_open and not is_open else Route.TILL)
        self.pay.card.resume()

    def locked(self, result: object) -> None:
        """Nobody works here now."""
        self._desk.tell(EMPTY_NOTICE)
        self.customer.render_state(welcome(self._application.facts.store_name))
        self._navigation.go(Route.SIGN_ON)

    def _next_begun(self, basket: BasketView) -> None:
        self.later.done.next_begun(basket)

    def _next_asks(self) -> None:
        self.later.done.next_asks()

    def _build_checkout(self) -> None:
        screen = self.checkout_screen = CheckoutScreen()
        customer, store_name = self.customer, self._application.facts.store_name

        def shown(state: CheckoutState) -> None:
            screen.render_state(state)
            customer.render_state(basket_side(state, store_name))

        presenter = self.checkout = CheckoutPresenter(
            self._application,
            self._desk,
            self._timing,
            shown,
            self.pay,
            self._next.item_added,
            number_typed=self._number_typed,
        )
        screen.line_touched.connect(presenter.line_touched)
        screen.result_touched.connect(self.result_touched)
        screen.quantity_touched.connect(partial(presenter.asked, Question.QUANTITY))
        screen.remove_touched.connect(presenter.line.remove_touched)
        self.price = PriceChanging(presenter, self._navigation)
        screen.price_touched.connect(self.price.asked)
        screen.hold_touched.connect(presenter.holding.touched)
        register = self._application.register
        see_stock = partial(_see_stock, self)
        self.aims = ScanAims(register, self._desk, self._navigation, presenter, see_stock)
        self.customer_asked = CustomerAsked(
            self._application.register, self._desk.runner, self._navigation, presenter.customer
        )
        unlisted = UnlistedSale(self._application, self._desk, self._navigation, presenter.adding)
        self.value_cards = LateValueCards(
            self._application, self._desk, self._navigation, presenter.adding, self.paid
        )
        self.menu = SaleMenu(
            presenter,
            self.why,
            self.aims,
            (unlisted, self.customer_asked),
            (self.value_cards.asked, partial(_ask_later, cache(partial(_later_asked, self)))),
            self._navigation,
        )
        screen.more_touched.connect(self.menu.asked)
        screen.print_again_touched.connect(self._print_again)
        screen.question_answered.connect(presenter.question_answered)
        screen.sheet_opened.connect(self._next.asks)
        screen.sheet_closed.connect(self._navigation.close_sheet)
        screen.pay.tab_touched.connect(presenter.tiles.tab_touched)
        screen.pay.tile_touched.connect(partial(_tile_touched, self))
        screen.pay.digit_pressed.connect(self._digit_pressed)
        screen.pay.erased.connect(self._digit_erased)
        screen.pay.offer_touched.connect(presenter.offer_touched)
        screen.pay.primary_touched.connect(partial(presenter.offer_touched, BY_CARD))
        screen.rested.connect(presenter.mention.rested)
        screen.pay.mention.added.connect(presenter.adding.item_touched)
        screen.pay.mention.put_away.connect(presenter.mention.dismissed)
        self._navigation.add(Route.TILL, screen, partial(self._next.opened, presenter.opened))

    def _build_sign_on(self) -> None:
        screen = SignOnScreen()
        presenter = self.sign_on = SignOnPresenter(
            self._application, self._desk, screen.render_state, self.signed_on
        )
        screen.operator_touched.connect(presenter.operator_touched)
        screen.digit_pressed.connect(presenter.digit_pressed)
        screen.erased.connect(presenter.erased)
        screen.letter_typed.connect(presenter.letter_typed)
        screen.others_touched.connect(partial(presenter.operator_touched, ""))
        screen.close_first_touched.connect(presenter.close_first_touched)
        screen.let_in_touched.connect(presenter.let_in_touched)
        screen.newcomer_answered.connect(presenter.newcomer_answered)
        screen.newcomer_left.connect(presenter.newcomer_left)
        screen.sheet_opened.connect(self._navigation.open_sheet)
        screen.sheet_closed.connect(self._navigation.close_sheet)
        self._navigation.add(Route.SIGN_ON, screen, presenter.opened)

    def _digit_pressed(self, digit: str) -> None:
        words = self._navigation.type_in_search(lambda typed: typed + digit)
        self.checkout.finder.search_edited(words)

    def _digit_erased(self) -> None:
        words = self._navigation.type_in_search(lambda typed: typed[:-1])
        self.checkout.finder.search_edited(words)

    def _print_again(self) -> None:
        register = self._application.register
        self._desk.runner.run(register.reprint_receipt, self.later.more.printed_again)


def _customer_side(application: Application) -> CustomerSide:
    where, lines = application.facts.customer_display, application.cables.display
    sides: list[CustomerSide] = []
    if where:
        sides.append(load("customer_display")(where))
    if lines.name:
        lines.listen(_nothing)
        sides.append(TwoLines(lines))
    side = AllSides(*sides) if len(sides) > 1 else (*sides, NoCustomerSide())[0]
    side.render_state(welcome(application.facts.store_name))
    return side


def _nothing() -> None:
    """The screen Devices looks by itself."""


def _make(screens: StoreScreens, route: Route) -> None:
    screens.later.make(route)


def _tile_touched(screens: StoreScreens, key: str) -> None:
    if not _opens_style(screens, key):
        screens.checkout.tile_touched(key)


def _opens_style(screens: StoreScreens, key: str) -> bool:
    """Whether a style was touched, of which a person chooses a kind first."""
    if not key.startswith(STYLE):
        return False
    screens.later.style_grid.asked_for(ItemId(int(key.removeprefix(STYLE))))
    return True


def _see_stock(screens: StoreScreens, item_id: ItemId) -> None:
    screens.later.stock_room.asked_for(item_id)


def _later_asked(screens: StoreScreens) -> LaterAsked:
    made: LaterAsked = load("later_asked")(
        screens._application, screens._desk, screens._navigation, screens.checkout
    )
    return made


def _ask_later(later_asked: Callable[[], LaterAsked]) -> None:
    later_asked().asked()
