"""Stock receiving knows how a delivery is entered: what came, what of it is broken, and what is said at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.catalogue import Item
from pos_app.usecases.inventory.receive_goods import Arrived, DeliveryView
from pos_app.usecases.stock_room import StockRoom
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.stock.receive_words import Receiving, finished_words, receive_state
from ui.screens.stock.view_state import StockState
from ui.translation import tr

DAMAGED, UNDO, BELOW_ZERO = "damaged", "undo", "below_zero"


class StockReceivePresenter:
    """Each number is on disk before the next item comes; a finished delivery is told with all that differs."""

    def __init__(self, stock: StockRoom, desk: Desk, show: Callable[[StockState], None]) -> None:
        self._stock = stock
        self._desk = desk
        self._show = show
        self._now: Receiving | None = None
        self._next_scan = ""

    def begin(self, view: DeliveryView) -> None:
        """This delivery from now on."""
        self._now, self._next_scan = Receiving(view), ""
        self._desk.go(Route.STOCK_RECEIVE)

    def opened(self) -> None:
        """The screen came to the front."""
        if self._now is None:
            self._desk.go(Route.STOCK)
        else:
            self._render()

    def scanned(self, text: str) -> None:
        """An item again is more of it; another one first writes down what was entered."""
        self._desk.runner.run(partial(self._came_by, text), partial(self._came, text))

    def digit_pressed(self, digit: str) -> None:
        """One more digit, of a number or a temperature."""
        if self._now is not None and (self._now.item is not None or self._now.asks_warmth):
            self._now.typed.press(digit)
            self._render()

    def erased(self) -> None:
        """The last digit was wrong."""
        if self._now is not None:
            self._now.typed.erase()
            self._render()

    def action_touched(self, action: str) -> None:
        """Damaged, undo, or a minus before the temperature."""
        now = self._now
        if now is None:
            return
        if action == DAMAGED:
            self._take(damaged=True)
        elif action == BELOW_ZERO:
            now.is_below_zero = not now.is_below_zero
            self._render()
        elif now.item is not None:
            now.let_go()
            self._render()
        else:
            name = now.view.delivery.delivery
            self._desk.runner.run(partial(self._stock.receive.undo, name=name), self._written)

    def primary_touched(self) -> None:
        """So many are good; or all has come."""
        now = self._now
        if now is None:
            return
        if now.item is not None:
            self._take(damaged=False)
        elif now.view.needs_temperature and not now.asks_warmth:
            now.asks_warmth = True
            now.typed.begin("each")
            self._render()
        else:
            finish = partial(
                self._stock.receive.finish,
                name=now.view.delivery.delivery,
                temperature_tenths=now.temperature_tenths,
            )
            self._desk.runner.run(finish, self._finished)

    def _came_by(self, text: str) -> Arrived | DeliveryView:
        return self._stock.receive.by_pallet(text=text) or self._stock.receive.scanned(text=text)

    def _came(self, text: str, result: Arrived | DeliveryView) -> None:
        now = self._now
        if isinstance(result, DeliveryView):
            self.begin(result)
        elif now is not None and now.item == result.item:
            now.typed.add(result.milli)
            self._render()
        elif now is not None and now.item is not None and not now.typed.is_empty:
            self._next_scan = text
            self._take(damaged=False)
        elif now is not None:
            self._in_hand(now, result.item, result.milli)

    def _in_hand(self, now: Receiving, item: Item, milli: int) -> None:
        now.item, now.asks_warmth = item, False
        now.typed.begin(item.unit, milli)
        self._desk.tell(NoticeState(NoticeKind.ACCEPTED, item.name))
        self._render()

    def _take(self, *, damaged: bool) -> None:
        now = self._now
        if now is None or now.item is None or now.typed.is_empty:
            return
        step = partial(
            self._stock.receive.take,
            name=now.view.delivery.delivery,
            item=now.item,
            milli=now.typed.milli,
            damaged=damaged,
            pallet=now.view.pallet,
        )
        self._desk.runner.run(step, self._written, self._refused)

    def _written(self, view: DeliveryView) -> None:
        text, self._next_scan = self._next_scan, ""
        if self._now is not None:
            self._now.view = view
            self._now.let_go()
            self._render()
        if text:
            self.scanned(text)

    def _refused(self, error: Exception) -> bool:
        self._next_scan = ""
        return False

    def _finished(self, view: DeliveryView) -> None:
        self._now = None
        self._desk.go(Route.STOCK)
        words = tr("Delivery is here: {what}.", what=finished_words(view))
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))

    def _render(self) -> None:
        if self._now is not None:
            self._show(receive_state(self._now))
