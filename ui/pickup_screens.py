"""Pickup screens knows the screens of the pickup counter, and which intent goes to which presenter."""

from __future__ import annotations

from functools import cached_property

from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.onward import Onward
from ui.paying import Paying
from ui.pickup_flow import PickupFlow
from ui.routes import Route
from ui.screens.handover.noting import Noting
from ui.screens.handover.presenter import HandoverPresenter
from ui.screens.handover.screen import HandoverScreen
from ui.screens.pickup_check.presenter import PickupCheckPresenter
from ui.screens.pickup_check.screen import PickupCheckScreen
from ui.screens.pickup_queue.presenter import PickupQueuePresenter
from ui.screens.pickup_queue.screen import PickupQueueScreen
from ui.screens.unseen_order.presenter import UnseenOrderPresenter
from ui.screens.unseen_order.screen import UnseenOrderScreen


class PickupScreens:
    """Each is made when it is first asked for, and once; the order at hand is the same on all."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        onward: Onward,
        pay: Paying,
    ) -> None:
        self._pay = pay
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._onward = onward

    @cached_property
    def flow(self) -> PickupFlow:
        """The order at hand."""
        return PickupFlow(self._application.places.pickup, self._desk, self._onward)

    @cached_property
    def noting(self) -> Noting:
        """What colleagues should know about the buyer at hand."""
        return Noting(self._application.places.pickup, self._desk, self.flow, self._navigation)

    @cached_property
    def pickup(self) -> PickupQueuePresenter:
        """Who waits at the counter."""
        screen = PickupQueueScreen()
        presenter = PickupQueuePresenter(
            self._application.places.pickup, self._desk, self.flow, screen.render_state
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.row_selected.connect(presenter.row_selected)
        screen.go_touched.connect(presenter.go_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.PICKUP, screen, presenter.opened)
        return presenter

    @cached_property
    def pickup_check(self) -> PickupCheckPresenter:
        """Whether it is the customer."""
        screen = PickupCheckScreen()
        presenter = PickupCheckPresenter(
            self._application, self._desk, self.flow, screen.render_state
        )
        screen.typed.connect(presenter.typed)
        screen.person_touched.connect(presenter.person_touched)
        screen.refused_touched.connect(presenter.refused_touched)
        screen.approved.connect(presenter.approved)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.PICKUP_CHECK, screen, presenter.opened)
        return presenter

    @cached_property
    def unseen_order(self) -> UnseenOrderPresenter:
        """Goods leave for an order that is not here."""
        screen = UnseenOrderScreen()
        presenter = UnseenOrderPresenter(
            self._application.places.pickup, self._desk, self.flow.unseen, screen.render_state
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.UNSEEN_ORDER, screen, presenter.opened)
        return presenter

    @cached_property
    def handover(self) -> HandoverPresenter:
        """Goods leave."""
        screen = HandoverScreen()
        presenter = HandoverPresenter(
            self._application,
            self._desk,
            self.flow,
            screen.render_state,
            screen.room_for_mentions,
            self._pay.card,
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.turn_touched.connect(presenter.turn_touched)
        screen.way_touched.connect(presenter.way_touched)
        screen.signed.connect(presenter.signed)
        screen.card_key_touched.connect(presenter.money.key_touched)
        screen.other_way_touched.connect(presenter.other_way_touched)
        screen.ring_touched.connect(presenter.ringing.touched)
        screen.note_touched.connect(self.noting.touched)
        screen.room_changed.connect(presenter.mentions.room_changed)
        screen.mentions.added.connect(presenter.mentions.added)
        screen.mentions.put_away.connect(presenter.mentions.put_away)
        screen.mentions.explained.connect(presenter.mentions.explained)
        screen.primary_touched.connect(presenter.primary_touched)
        screen.back_touched.connect(presenter.back_touched)
        self._navigation.add(Route.HANDOVER, screen, presenter.opened)
        return presenter
