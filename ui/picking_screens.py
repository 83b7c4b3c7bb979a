"""Picking screens knows the screens of whoever fetches goods, and which of them shows how the work stands."""

from __future__ import annotations

from functools import cached_property

from pos_app.domain.ids import OrderNumber
from pos_app.ports.changes import Changes
from pos_app.usecases.picking.cart import CartView, Wanted
from pos_app.usecases.pickup.resolve_order import ResolvedOrder
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.routes import Route
from ui.screens.pick_cart.presenter import PickCartPresenter
from ui.screens.pick_cart.screen import PickCartScreen
from ui.screens.pick_lists.presenter import PickListsPresenter
from ui.screens.pick_lists.screen import PickListsScreen
from ui.screens.pick_step.presenter import PickStepPresenter
from ui.screens.pick_step.screen import PickStepScreen
from ui.screens.staging.presenter import StagingPresenter
from ui.screens.staging.screen import StagingScreen

_PLACES = {
    Wanted.LIST: Route.PICK_LISTS,
    Wanted.TOTES: Route.PICK_CART,
    Wanted.ITEM: Route.PICK_STEP,
    Wanted.TOTE: Route.PICK_STEP,
    Wanted.CHECK: Route.PICK_STEP,
    Wanted.BACK: Route.PICK_STEP,
    Wanted.END: Route.PICK_CART,
}


class PickingScreens:
    """Each is made when it is first asked for, and once."""

    def __init__(self, application: Application, desk: Desk, navigation: Navigation) -> None:
        self._places = application.places
        self._picking = application.places.picking
        self._configuration = application.configuration
        self._desk = desk
        self._navigation = navigation

    def scanned(self, text: str) -> None:
        """Whatever was scanned where goods are fetched."""
        place = self._navigation.current
        # a tote may be scanned faster than its list is taken
        if place in (Route.PICK_CART, Route.PICK_LISTS):
            self.pick_cart.scanned(text)
        elif place is Route.PICK_STEP:
            self.pick_step.scanned(text)
        elif place is Route.STAGING:
            self.staging.scanned(text)

    def changes_heard(self, changes: Changes) -> None:
        """The screen in front reads again what it shows."""
        if self._navigation.current is Route.PICK_LISTS:
            self.pick_lists.changes_heard(changes)
        elif self._navigation.current is Route.PICK_STEP:
            self.pick_step.gone_order.changes_heard(changes)

    def _put_back(self, number: OrderNumber) -> ResolvedOrder:
        return self._places.pickup.put_back(number=number)

    def went_on(self, view: CartView) -> None:
        """The work stands elsewhere now."""
        self._navigation.go(_PLACES[view.wanted])

    @cached_property
    def pick_lists(self) -> PickListsPresenter:
        """What waits."""
        screen = PickListsScreen()
        presenter = PickListsPresenter(
            self._picking, self._desk, screen.render_state, self.went_on, self._put_back
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.row_entered.connect(presenter.row_entered)
        screen.stage_touched.connect(presenter.stage_touched)
        screen.pack_touched.connect(presenter.pack_touched)
        screen.stock_touched.connect(presenter.stock_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.PICK_LISTS, screen, presenter.opened)
        return presenter

    @cached_property
    def pick_cart(self) -> PickCartPresenter:
        """Totes and bags."""
        screen = PickCartScreen()
        presenter = PickCartPresenter(
            self._picking,
            self._desk,
            screen.render_state,
            self.went_on,
            self._configuration,
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.stepped.connect(presenter.stepped)
        screen.back_touched.connect(presenter.back_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.PICK_CART, screen, presenter.opened)
        return presenter

    @cached_property
    def pick_step(self) -> PickStepPresenter:
        """A stop."""
        screen = PickStepScreen()
        presenter = PickStepPresenter(self._picking, self._desk, screen.render_state, self.went_on)
        screen.short_touched.connect(presenter.short_touched)
        screen.reason_touched.connect(presenter.reason_touched)
        screen.all_touched.connect(presenter.all_touched)
        screen.later_touched.connect(presenter.later_touched)
        screen.undo_touched.connect(presenter.undo_touched)
        screen.pause_touched.connect(presenter.pause_touched)
        screen.full_touched.connect(presenter.full_touched)
        screen.empty_touched.connect(presenter.bin_check.empty_touched)
        screen.left_touched.connect(presenter.bin_check.left_touched)
        screen.digit_pressed.connect(presenter.bin_check.digit_pressed)
        screen.erased.connect(presenter.bin_check.erased)
        screen.back_touched.connect(presenter.gone_order.back_touched)
        self._navigation.add(Route.PICK_STEP, screen, presenter.opened)
        return presenter

    @cached_property
    def staging(self) -> StagingPresenter:
        """Bags and bays."""
        screen = StagingScreen()
        presenter = StagingPresenter(self._picking, self._desk, screen.render_state)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.STAGING, screen, presenter.opened)
        return presenter
