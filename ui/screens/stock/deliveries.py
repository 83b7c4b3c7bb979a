"""Stock deliveries knows what is on its way to the store, and where goods of this store may go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.usecases.inventory.receive_goods import Deliveries, DeliveryView
from pos_app.usecases.stock_room import StockRoom
from ui.desk import Desk
from ui.figures import day_text
from ui.screens.stock.receive_words import delivery_words
from ui.screens.stock.view_state import StockState
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

# no delivery is called so
_BLIND = "\n"


class StockDeliveriesPresenter:
    """A touch, or the code of a pallet, opens a delivery; what nobody has announced builds its own list."""

    def __init__(
        self,
        stock: StockRoom,
        desk: Desk,
        show: Callable[[StockState], None],
        begin: Callable[[DeliveryView], None],
    ) -> None:
        self._stock = stock
        self._desk = desk
        self._show = show
        self._begin = begin

    def opened(self) -> None:
        """The screen came to the front."""
        self._desk.runner.run(self._stock.receive.waiting, self._read)

    def row_touched(self, key: str) -> None:
        """This delivery."""
        receive = self._stock.receive
        if key == _BLIND:
            self._desk.runner.run(receive.begin_blind, self._begin)
        else:
            self._desk.runner.run(partial(receive.open, name=key), self._begin)

    def primary_touched(self) -> None:
        """Something has come that is not on the list."""
        self.row_touched(_BLIND)

    def scanned(self, text: str) -> None:
        """The code of a pallet; anything else begins a list of its own."""
        self._desk.runner.run(partial(self._stock.receive.by_pallet, text=text), self._by_pallet)

    def _by_pallet(self, view: DeliveryView | None) -> None:
        if view is not None:
            self._begin(view)
        else:
            self.row_touched(_BLIND)

    def _read(self, result: Deliveries) -> None:
        rows = []
        for each in result.waiting:
            lines = tr_count("{count} item", "{count} items", len(each.lines))
            day = day_text(each.expected_on) if each.expected_on else ""
            detail = " · ".join(filter(None, (day, lines)))
            rows.append(ChoiceRow(each.delivery, delivery_words(each), detail, "", icon="package"))
        self._show(
            StockState(
                title=tr("What is on its way"),
                detail=tr("Scan a pallet, or touch a delivery."),
                rows=tuple(rows),
                empty=tr("Nothing is announced. What comes builds its own list."),
                primary=tr("Without a notice"),
                can_do=True,
            )
        )
