"""Packing screens knows the screens of whoever packs and sends parcels, and how one leads to another."""

from __future__ import annotations

from functools import cached_property

from pos_app.ports.changes import Changes
from pos_app.usecases.packing.pack_desk import PackView
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.routes import Route
from ui.screens.pack_order.presenter import PackOrderPresenter
from ui.screens.pack_order.screen import PackOrderScreen
from ui.screens.pack_orders.presenter import PackOrdersPresenter
from ui.screens.pack_orders.screen import PackOrdersScreen
from ui.screens.send_parcels.presenter import SendParcelsPresenter
from ui.screens.send_parcels.screen import SendParcelsScreen
from ui.screens.work_figures.presenter import WorkFiguresPresenter
from ui.screens.work_figures.screen import WorkFiguresScreen


class PackingScreens:
    """Each is made when it is first asked for, and once."""

    def __init__(self, application: Application, desk: Desk, navigation: Navigation) -> None:
        self._station = application.places.packing
        self._desk = desk
        self._navigation = navigation

    def scanned(self, text: str) -> None:
        """Whatever was scanned where parcels are packed."""
        place = self._navigation.current
        if place is Route.PACK_ORDERS:
            self.pack_orders.scanned(text)
        elif place is Route.PACK_ORDER:
            self.pack_order.scanned(text)
        elif place is Route.SEND_PARCELS:
            self.send_parcels.scanned(text)

    def changes_heard(self, changes: Changes) -> None:
        """The screen in front reads again what it shows."""
        if self._navigation.current is Route.PACK_ORDERS:
            self.pack_orders.changes_heard(changes)
        elif self._navigation.current is Route.PACK_ORDER:
            self.pack_order.changes_heard(changes)
        elif self._navigation.current is Route.WORK_FIGURES:
            self.work_figures.changes_heard(changes)

    def went_on(self, view: PackView) -> None:
        """An order is in front now."""
        self._navigation.go(Route.PACK_ORDER)
        self.pack_order.came_in_front(view)

    @cached_property
    def pack_orders(self) -> PackOrdersPresenter:
        """What waits."""
        screen = PackOrdersScreen()
        presenter = PackOrdersPresenter(
            self._station, self._desk, screen.render_state, self.went_on
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.row_entered.connect(presenter.row_entered)
        screen.send_touched.connect(presenter.send_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.PACK_ORDERS, screen, presenter.opened)
        return presenter

    @cached_property
    def pack_order(self) -> PackOrderPresenter:
        """One order."""
        screen = PackOrderScreen()
        presenter = PackOrderPresenter(self._station, self._desk, screen.render_state)
        screen.box_touched.connect(presenter.box_touched)
        screen.undo_touched.connect(presenter.undo_touched)
        screen.back_touched.connect(presenter.back_touched)
        screen.digit_pressed.connect(presenter.weighing.digit_pressed)
        screen.erased.connect(presenter.weighing.erased)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.PACK_ORDER, screen, presenter.opened)
        return presenter

    @cached_property
    def send_parcels(self) -> SendParcelsPresenter:
        """The carrier is here."""
        screen = SendParcelsScreen()
        presenter = SendParcelsPresenter(
            self._station, self._desk, screen.render_state, self.went_on
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.again_touched.connect(presenter.again_touched)
        screen.void_touched.connect(presenter.void_touched)
        screen.back_touched.connect(presenter.back_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.SEND_PARCELS, screen, presenter.opened)
        return presenter

    @cached_property
    def work_figures(self) -> WorkFiguresPresenter:
        """How picking and packing went."""
        screen = WorkFiguresScreen()
        presenter = WorkFiguresPresenter(self._station, self._desk, screen.render_state)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.WORK_FIGURES, screen, presenter.opened)
        return presenter
