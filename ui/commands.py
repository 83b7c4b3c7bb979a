"""Commands knows what each key of the table and each key of a notice does in the place where one is."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.operations.picking import READ_PICK_LISTS
from pos_app.domain.operations.pickup import FIND_ORDER
from ui.application import Application
from ui.keys import Command
from ui.keys_sheet import KeysSheet
from ui.navigation import Navigation
from ui.refusal_notice import NoticeAction
from ui.routes import AT_PICKING, AT_PICKUP, AT_STOCK, BELOW_MORE, Route
from ui.runner import Runner
from ui.screens.checkout.totals import BY_CARD, OTHER_CASH
from ui.screens.checkout.view_state import Question
from ui.store_screens import StoreScreens
from ui.widgets.key import PrimaryKey

_BY_ENTER = AT_STOCK | {Route.TENDER, Route.CASH_MOVES, Route.FIND_SALE}
_SIGNED_OFF = frozenset({Route.SET_UP, Route.SIGN_ON, Route.FAULT})


class Commands:
    """A key does what its place allows, and nothing where it has no meaning."""

    def __init__(
        self,
        application: Application,
        screens: StoreScreens,
        navigation: Navigation,
        runner: Runner,
        hold_and_open: Callable[[], None],
        answer_ring: Callable[[], None],
    ) -> None:
        self._application = application
        self._screens = screens
        self._navigation = navigation
        self._runner = runner
        self._hold_and_open = hold_and_open
        self._answer_ring = answer_ring

    def commanded(self, command: Command) -> None:
        """A key of the table was pressed."""
        if command is Command.SHOW_KEYS:
            self._navigation.open_sheet(KeysSheet(self._navigation.close_sheet))
        elif command is Command.PRIMARY:
            self.press_primary()
        elif command is Command.BACK:
            self._back()
        elif self._navigation.current not in _SIGNED_OFF:
            self._everywhere().get(command, self._nothing)()
            if self._navigation.current is Route.TILL:
                self._at_till().get(command, self._nothing)()

    def entered(self) -> None:
        """Enter confirms the open field, never a focused key: a found item, the cash typed, pieces of a coin."""
        place, checkout = self._navigation.current, self._screens.checkout
        if place is Route.TILL and checkout.finder.is_searching:
            checkout.finder.when_found(self._take_found)
        elif place in _BY_ENTER:
            self.press_primary()
        elif place in (Route.OPEN_TILL, Route.CLOSE_DAY):
            self._count_on(place)

    def _take_found(self) -> None:
        chosen = self._screens.checkout.finder.selected
        if chosen is not None:
            self._screens.result_touched(chosen)

    def _count_on(self, place: Route) -> None:
        later = self._screens.later
        keys = later.open_till.keys if place is Route.OPEN_TILL else later.close_day.keys
        if keys.ends:
            self.press_primary()
        else:
            keys.next_touched()

    def press_primary(self) -> None:
        """The green key of the screen in front."""
        for key in self._navigation.screen().findChildren(PrimaryKey):
            if key.isVisible() and key.isEnabled() and not key.is_busy:
                key.click()
                return

    def notice_pressed(self, action: str) -> None:
        """The one key of a notice was pressed."""
        actions: dict[str, Callable[[], None]] = {
            NoticeAction.SEARCH: self._navigation.start_search,
            NoticeAction.TAKE_OVER: self._screens.checkout.opened,
            NoticeAction.OPEN_TILL: lambda: self._navigation.go(Route.OPEN_TILL),
            NoticeAction.CLOSE_DAY: lambda: self._navigation.go(Route.CLOSE_DAY),
            NoticeAction.LET_IN: self._screens.sign_on.let_in_touched,
            NoticeAction.PRINT_AGAIN: self._print_waiting,
            NoticeAction.PUT_BACK: self._screens.checkout.line.put_back_touched,
            NoticeAction.PICKUP: self._go_to_pickup,
            NoticeAction.HOLD_AND_OPEN: self._hold_and_open,
            NoticeAction.ANSWER_RING: self._answer_ring,
            NoticeAction.DETAILS: lambda: self._navigation.go(Route.SENDING),
        }
        actions.get(action, self._nothing)()

    def _everywhere(self) -> dict[Command, Callable[[], None]]:
        return {
            Command.SEARCH: self._navigation.start_search,
            Command.LOCK: self._screens.lock,
            Command.TILL: lambda: self._navigation.go(Route.TILL),
            Command.HELD_SALES: lambda: self._navigation.go(Route.HELD_SALES),
            Command.PICKUP: self._go_to_pickup,
            Command.PICKING: self._go_to_picking,
            Command.STOCK: lambda: self._navigation.go(Route.STOCK),
            Command.MORE: lambda: self._navigation.go(Route.MORE),
            Command.RETURN: lambda: self._navigation.go(Route.FIND_SALE),
            Command.PRINT_AGAIN: lambda: self._screens.later.more.chosen("print_again"),
        }

    def _at_till(self) -> dict[Command, Callable[[], None]]:
        checkout = self._screens.checkout
        return {
            Command.QUANTITY: lambda: checkout.asked(Question.QUANTITY),
            Command.CUSTOMER: self._screens.customer_asked.asked,
            Command.PRICE_CHECK: self._screens.aims.price_asked,
            Command.PRICE: self._screens.price.asked,
            Command.REMOVE: checkout.line.remove_touched,
            Command.WHY: self._screens.why.asked,
            Command.HOLD: checkout.holding.hold,
            Command.CASH: lambda: checkout.offer_touched(OTHER_CASH),
            Command.CARD: lambda: checkout.offer_touched(BY_CARD),
            Command.LINE_UP: lambda: checkout.moved(-1),
            Command.LINE_DOWN: lambda: checkout.moved(1),
            Command.ONE_MORE: lambda: checkout.line.quantity_stepped(1),
            Command.ONE_LESS: lambda: checkout.line.quantity_stepped(-1),
        }

    def _back(self) -> None:
        place = self._navigation.current
        if place is Route.SIGN_ON:
            self._screens.sign_on.operator_touched("")
        elif place in _SIGNED_OFF:
            return
        elif self._screens.checkout.finder.is_searching:
            self._screens.end_search()
        elif place is Route.PICKUP and self._screens.later.counter.pickup.is_searching:
            self._navigation.clear_search()
            self._screens.later.counter.pickup.search_edited("")
        elif place is Route.CLOSE_DAY:
            self._screens.later.close_day.back_touched()
        elif place in AT_PICKUP - {Route.PICKUP}:
            self._navigation.go(Route.PICKUP)
        elif place in AT_PICKING - {Route.PICK_LISTS}:
            self._navigation.go(Route.PICK_LISTS)
        elif place in AT_STOCK - {Route.STOCK}:
            self._navigation.go(Route.STOCK)
        elif place in BELOW_MORE:
            self._navigation.go(Route.MORE)
        elif place is not Route.TILL:
            self._navigation.go(Route.TILL)

    def _go_to_pickup(self) -> None:
        me = self._application.signed_on()
        if me is not None and FIND_ORDER.is_for(me):
            self._navigation.go(Route.PICKUP)

    def _go_to_picking(self) -> None:
        me = self._application.signed_on()
        if me is not None and READ_PICK_LISTS.is_for(me):
            self._navigation.go(Route.PICK_LISTS)

    def _print_waiting(self) -> None:
        self._runner.run(
            self._application.register.print_waiting, self._screens.later.devices.printed
        )

    def _nothing(self) -> None:
        return None
