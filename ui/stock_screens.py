"""Stock screens knows the screens of the stock room, and what leads from one to another."""

from __future__ import annotations

from functools import cached_property, partial

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId
from pos_app.ports.changes import Changes
from pos_app.usecases.inventory.find_stock import ItemStock
from pos_app.usecases.inventory.receive_goods import DeliveryView
from pos_app.usecases.stock_room import StockRoom
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.routes import Route
from ui.screens.stock.counting import StockCountPresenter
from ui.screens.stock.deliveries import StockDeliveriesPresenter
from ui.screens.stock.entry import StockEntryPresenter
from ui.screens.stock.home import StockHomePresenter
from ui.screens.stock.item import REDUCE, StockItemPresenter
from ui.screens.stock.receiving import StockReceivePresenter
from ui.screens.stock.reducing import StockReducePresenter
from ui.screens.stock.screen import StockPadScreen, StockScreen
from ui.screens.stock.sending import StockSendPresenter
from ui.screens.stock.tasks import StockTasksPresenter
from ui.translation import tr


class StockScreens:
    """Each is made when it is first asked for, and once."""

    def __init__(self, application: Application, desk: Desk, navigation: Navigation) -> None:
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._counts_item = False

    def scanned(self, text: str) -> None:
        """Whatever was scanned in the stock room."""
        place = self._navigation.current
        if place is Route.STOCK_COUNT:
            self.stock_count.scanned(text)
        elif place is Route.STOCK_ENTRY:
            self.stock_entry.scanned(text)
        elif place is Route.STOCK_REDUCE:
            self.stock_reduce.scanned(text)
        elif place is Route.STOCK_DELIVERIES:
            self.stock_deliveries.scanned(text)
        elif place is Route.STOCK_RECEIVE:
            self.stock_receive.scanned(text)
        elif place is Route.STOCK_SEND:
            self.stock_send.scanned(text)
        elif place is Route.STOCK_TASKS:
            self.stock_tasks.scanned(text)
        else:
            self.stock.scanned(text)

    def search_edited(self, words: str) -> None:
        """Something was typed into the top field."""
        if words and self._navigation.current is not Route.STOCK:
            self._navigation.go(Route.STOCK)
        self.stock.search_edited(words)

    def changes_heard(self, changes: Changes) -> None:
        """The screen in front reads again what it shows."""
        if changes & Changes.STOCK and self._navigation.current is Route.STOCK_ITEM:
            self.stock_item.reread()

    def asked_for(self, item_id: ItemId) -> None:
        """An item that was looked at elsewhere."""
        self._desk.runner.run(partial(self._room.find.by_id, item_id=item_id), self.item_found)

    def item_found(self, told: ItemStock) -> None:
        """An item comes to the front."""
        self._navigation.clear_search()
        self.stock_item.tell(told)

    @cached_property
    def stock(self) -> StockHomePresenter:
        """What may be done here."""
        screen = StockScreen("stock", tr("Stock"))
        presenter = StockHomePresenter(
            self._application, self._room, self._desk, screen.render_state, self.item_found
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.action_touched.connect(presenter.action_touched)
        self._navigation.add(Route.STOCK, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_item(self) -> StockItemPresenter:
        """One item."""
        screen = StockScreen("stockItem", tr("Where it lies"))
        presenter = StockItemPresenter(
            self._application, self._room, self._desk, screen.render_state, partial(_begun, self)
        )
        screen.action_touched.connect(presenter.action_touched)
        screen.primary_touched.connect(self._count_item)
        self._navigation.add(Route.STOCK_ITEM, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_entry(self) -> StockEntryPresenter:
        """A change of it."""
        screen = StockPadScreen("stockEntry", tr("Why, or from where"))
        presenter = StockEntryPresenter(
            self._room, self._desk, screen.render_state, self.item_found
        )
        _types_into(screen, presenter)
        self._navigation.add(Route.STOCK_ENTRY, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_reduce(self) -> StockReducePresenter:
        """Labels with a lower price."""
        screen = StockPadScreen("stockReduce", tr("How much off"))
        presenter = StockReducePresenter(
            self._room, self._desk, screen.render_state, self.item_found
        )
        _types_into(screen, presenter)
        self._navigation.add(Route.STOCK_REDUCE, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_count(self) -> StockCountPresenter:
        """A blind count."""
        screen = StockPadScreen("stockCount", tr("Not counted yet"))
        presenter = StockCountPresenter(
            self._room, self._desk, screen.render_state, self._item_to_count
        )
        _types_into(screen, presenter)
        screen.action_touched.connect(presenter.action_touched)
        self._navigation.add(Route.STOCK_COUNT, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_deliveries(self) -> StockDeliveriesPresenter:
        """What is on its way."""
        screen = StockScreen("stockDeliveries", tr("Deliveries"), "package")
        presenter = StockDeliveriesPresenter(
            self._room, self._desk, screen.render_state, partial(_received, self)
        )
        screen.row_touched.connect(presenter.row_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.STOCK_DELIVERIES, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_receive(self) -> StockReceivePresenter:
        """One delivery."""
        screen = StockPadScreen("stockReceive", tr("What has come"), "package")
        presenter = StockReceivePresenter(self._room, self._desk, screen.render_state)
        screen.digit_pressed.connect(presenter.digit_pressed)
        screen.erased.connect(presenter.erased)
        screen.action_touched.connect(presenter.action_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.STOCK_RECEIVE, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_send(self) -> StockSendPresenter:
        """Goods for another store."""
        screen = StockPadScreen("stockSend", tr("What goes there"), "package")
        presenter = StockSendPresenter(self._room, self._desk, screen.render_state)
        screen.row_touched.connect(presenter.row_touched)
        screen.digit_pressed.connect(presenter.digit_pressed)
        screen.erased.connect(presenter.erased)
        screen.action_touched.connect(presenter.action_touched)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.STOCK_SEND, screen, presenter.opened)
        return presenter

    @cached_property
    def stock_tasks(self) -> StockTasksPresenter:
        """What is to be done today."""
        screen = StockScreen("stockTasks", tr("To do today"), "clipboard-list")
        presenter = StockTasksPresenter(
            self._room, self._desk, screen.render_state, self.item_found
        )
        screen.row_touched.connect(presenter.row_touched)
        self._navigation.add(Route.STOCK_TASKS, screen, presenter.opened)
        return presenter

    @cached_property
    def _room(self) -> StockRoom:
        return self._application.places.stock_room

    def _count_item(self) -> None:
        self._counts_item = True
        self.stock_item.primary_touched()

    def _item_to_count(self) -> Item | None:
        counts_item, self._counts_item = self._counts_item, False
        told = self.stock_item.told
        return told.item if counts_item and told is not None else None


def _begun(screens: StockScreens, what: str, told: ItemStock) -> None:
    if what == REDUCE:
        screens.stock_reduce.begin(told)
    else:
        screens.stock_entry.begin(what, told)


def _received(screens: StockScreens, view: DeliveryView) -> None:
    screens.stock_receive.begin(view)


def _types_into(
    screen: StockPadScreen,
    presenter: StockEntryPresenter | StockReducePresenter | StockCountPresenter,
) -> None:
    """A row is chosen, digits are typed, and the key below says that it is all."""
    screen.row_touched.connect(presenter.row_touched)
    screen.digit_pressed.connect(presenter.digit_pressed)
    screen.erased.connect(presenter.erased)
    screen.primary_touched.connect(presenter.primary_touched)
