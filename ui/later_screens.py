"""Later screens knows the screens that no first scan needs, and which intent goes to which presenter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from ui.application import Application
from ui.customer_side import CustomerSide, change_side
from ui.desk import Desk
from ui.navigation import Navigation
from ui.onward import Onward
from ui.other_ways import OtherWays
from ui.packing_screens import PackingScreens
from ui.paying import Paying
from ui.picking_screens import PickingScreens
from ui.pickup_screens import PickupScreens
from ui.return_screens import ReturnScreens
from ui.routes import AT_PACKING, AT_PICKING, AT_PICKUP, AT_RETURNS, AT_STOCK, Route
from ui.scan_timing import ScanTiming
from ui.screens.cash_moves.presenter import CashMovesPresenter
from ui.screens.cash_moves.screen import CashMovesScreen
from ui.screens.close_day.presenter import CloseDayPresenter
from ui.screens.close_day.screen import CloseDayScreen
from ui.screens.day_figures.presenter import DayFiguresPresenter
from ui.screens.day_figures.screen import DayFiguresScreen
from ui.screens.devices.presenter import DevicesPresenter
from ui.screens.devices.screen import DevicesScreen
from ui.screens.done.presenter import DonePresenter
from ui.screens.done.screen import DoneScreen
from ui.screens.done.view_state import DoneState
from ui.screens.held_sales.presenter import HeldSalesPresenter
from ui.screens.held_sales.screen import HeldSalesScreen
from ui.screens.more.presenter import MorePresenter
from ui.screens.more.screen import MoreScreen
from ui.screens.open_till.presenter import OpenTillPresenter
from ui.screens.open_till.screen import OpenTillScreen
from ui.screens.sending.presenter import SendingPresenter
from ui.screens.sending.screen import SendingScreen
from ui.screens.style_grid.presenter import StyleGridPresenter
from ui.screens.style_grid.screen import StyleGridScreen
from ui.screens.tender.presenter import TenderPresenter
from ui.screens.tender.screen import TenderScreen
from ui.stock_screens import StockScreens


class LaterScreens:
    """Each is made when it is first asked for, or when there is time for it, and once."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        timing: ScanTiming,
        pay: Paying,
        customer: CustomerSide,
        *,
        add_item: Callable[[str], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._timing = timing
        self._pay = pay
        self._customer = customer
        self._add_item = add_item
        self._onward = Onward()

    def make(self, route: Route) -> None:
        """Have the screen of a route."""
        # Each presenter stands under the name of its route.
        getattr(_room_of(self, route), route.value)

    @cached_property
    def tender(self) -> TenderPresenter:
        """Cash is counted in."""
        screen = TenderScreen()
        presenter = TenderPresenter(
            self._application.register,
            self._desk,
            screen.render_state,
            self._pay.cash,
            self._pay.card,
            OtherWays(self._application, self._desk, self._pay.paid),
        )
        screen.digit_pressed.connect(presenter.digit_pressed)
        screen.erased.connect(presenter.erased)
        screen.offer_touched.connect(presenter.offer_touched)
        screen.way_touched.connect(presenter.way_touched)
        screen.card_key_touched.connect(presenter.card_key_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.TENDER, screen, presenter.opened)
        return presenter

    @cached_property
    def done(self) -> DonePresenter:
        """The change to give."""
        screen = DoneScreen()

        def shown(state: DoneState) -> None:
            screen.render_state(state)
            self._customer.render_state(change_side(state))

        application = self._application
        presenter = DonePresenter(
            application.register, application.printer, self._desk, self._onward, shown
        )
        screen.next_touched.connect(presenter.next_touched)
        screen.print_again_touched.connect(presenter.print_again_touched)
        screen.gift_touched.connect(presenter.gift_touched)
        self._navigation.add(Route.DONE, screen, _nothing)
        return presenter

    @cached_property
    def open_till(self) -> OpenTillPresenter:
        """The float is counted."""
        application, screen = self._application, OpenTillScreen()
        presenter = OpenTillPresenter(
            application.register,
            application.configuration,
            self._desk,
            screen.render_state,
            application.facts.workstation,
        )
        screen.denomination_touched.connect(presenter.keys.denomination_touched)
        screen.digit_pressed.connect(presenter.keys.digit_pressed)
        screen.erased.connect(presenter.keys.erased)
        screen.next_touched.connect(presenter.keys.next_touched)
        screen.book_touched.connect(presenter.book_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.OPEN_TILL, screen, presenter.opened)
        return presenter

    @cached_property
    def close_day(self) -> CloseDayPresenter:
        """The drawer is counted, and the day ends."""
        screen = CloseDayScreen()
        presenter = CloseDayPresenter(self._application, self._desk, screen.render_state)
        screen.denomination_touched.connect(presenter.keys.denomination_touched)
        screen.digit_pressed.connect(presenter.keys.digit_pressed)
        screen.erased.connect(presenter.keys.erased)
        screen.next_touched.connect(presenter.keys.next_touched)
        screen.back_touched.connect(presenter.back_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.CLOSE_DAY, screen, presenter.opened)
        return presenter

    @cached_property
    def more(self) -> MorePresenter:
        """What is seldom done."""
        screen = MoreScreen()
        leave = self._navigation.close_window
        presenter = MorePresenter(self._application, self._desk, screen.render_state, leave)
        screen.chosen.connect(presenter.chosen)
        self._navigation.add(Route.MORE, screen, presenter.opened)
        return presenter

    @cached_property
    def held_sales(self) -> HeldSalesPresenter:
        """What is held, to be brought back."""
        screen = HeldSalesScreen()
        presenter = HeldSalesPresenter(self._application.register, self._desk, screen.render_state)
        screen.row_touched.connect(presenter.row_touched)
        screen.row_selected.connect(presenter.row_selected)
        screen.choose_touched.connect(presenter.choose_touched)
        screen.cancel_held.connect(presenter.cancel_held)
        screen.cancel_let_go.connect(presenter.cancel_let_go)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.HELD_SALES, screen, presenter.opened)
        return presenter

    @cached_property
    def style_grid(self) -> StyleGridPresenter:
        """The sizes and colours of a style."""
        screen = StyleGridScreen()
        presenter = StyleGridPresenter(
            self._application.catalogue, self._desk, screen.render_state, self._add_item
        )
        screen.chosen.connect(presenter.chosen)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.STYLE_GRID, screen, presenter.opened)
        return presenter

    @cached_property
    def cash_moves(self) -> CashMovesPresenter:
        """Cash that moves beside sales."""
        screen = CashMovesScreen()
        presenter = CashMovesPresenter(self._application, self._desk, screen.render_state)
        screen.reason_touched.connect(presenter.reason_touched)
        screen.seal_touched.connect(presenter.seal_touched)
        screen.digit_pressed.connect(presenter.digit_pressed)
        screen.erased.connect(presenter.erased)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.CASH_MOVES, screen, presenter.opened)
        return presenter

    @cached_property
    def day_figures(self) -> DayFiguresPresenter:
        """The X report."""
        screen = DayFiguresScreen()
        presenter = DayFiguresPresenter(self._application.register, self._desk, screen.render_state)
        screen.print_touched.connect(presenter.print_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.DAY_FIGURES, screen, presenter.opened)
        return presenter

    @cached_property
    def returns(self) -> ReturnScreens:
        """Sales that are paid, and goods that come back."""
        return ReturnScreens(
            self._application, self._desk, self._navigation, self._pay.card, self.done.sale_paid
        )

    @cached_property
    def counter(self) -> PickupScreens:
        """The pickup counter: its queue, its check, its handover."""
        return PickupScreens(
            self._application, self._desk, self._navigation, self._onward, self._pay
        )

    @cached_property
    def picking(self) -> PickingScreens:
        """Carts: their lists, their totes, their stops, their bags."""
        return PickingScreens(self._application, self._desk, self._navigation)

    @cached_property
    def packing(self) -> PackingScreens:
        """The pack station: its orders, one of them, its carrier."""
        return PackingScreens(self._application, self._desk, self._navigation)

    @cached_property
    def stock_room(self) -> StockScreens:
        """Figures, bins, counts."""
        return StockScreens(self._application, self._desk, self._navigation)

    @cached_property
    def sending(self) -> SendingPresenter:
        """What head office has, and what waits."""
        screen = SendingScreen()
        presenter = SendingPresenter(self._application, self._desk, screen.render_state)
        screen.copy_touched.connect(presenter.copy_touched)
        screen.row_touched.connect(presenter.row_touched)
        screen.try_now_touched.connect(presenter.try_now_touched)
        self._navigation.add(Route.SENDING, screen, presenter.opened)
        return presenter

    @cached_property
    def devices(self) -> DevicesPresenter:
        """Scanner, printer and drawer."""
        screen = DevicesScreen()
        presenter = DevicesPresenter(
            self._application,
            self._desk,
            self._timing,
            screen.render_state,
            self._navigation.open_camera,
            self._customer.render_state,
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.list_touched.connect(presenter.list_touched)
        screen.test_touched.connect(presenter.test_touched)
        screen.drawer_touched.connect(presenter.drawer_touched)
        screen.drop_touched.connect(presenter.drop_touched)
        screen.tell_apart_touched.connect(presenter.apart.begin_touched)
        screen.forget_touched.connect(presenter.apart.forget_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.DEVICES, screen, presenter.opened)
        return presenter


def _nothing() -> None:
    return None


def _room_of(
    screens: LaterScreens, route: Route
) -> LaterScreens | ReturnScreens | PickupScreens | PickingScreens | PackingScreens | StockScreens:
    """Where the presenter of a route stands."""
    if route in AT_PICKUP:
        return screens.counter
    if route in AT_RETURNS:
        return screens.returns
    if route in AT_STOCK:
        return screens.stock_room
    if route in AT_PACKING or route is Route.WORK_FIGURES:
        return screens.packing
    return screens.picking if route in AT_PICKING else screens
