"""Pack orders presenter knows which order is packed next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.ports.changes import Changes
from pos_app.usecases.pack_station import PackStation
from pos_app.usecases.packing.open_order import ToPack, WaitingOrder
from pos_app.usecases.packing.pack_desk import PackView
from ui.desk import Desk
from ui.routes import Route
from ui.screens.pack_orders.view_state import PackOrdersState
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow


class PackOrdersPresenter:
    """Read again when orders moved; a scan or a key brings one in front."""

    def __init__(
        self,
        station: PackStation,
        desk: Desk,
        show: Callable[[PackOrdersState], None],
        opened: Callable[[PackView], None],
    ) -> None:
        self._station = station
        self._desk = desk
        self._show = show
        self._opened = opened
        self._to_pack = ToPack((), 0)
        self._chosen = ""

    def opened(self) -> None:
        """The screen came to the front."""
        self._chosen = ""
        self._read()

    def changes_heard(self, changes: Changes) -> None:
        """Orders moved."""
        if changes & Changes.ORDERS:
            self._read()

    def scanned(self, text: str) -> None:
        """A tote, a bag, or an order."""
        self._desk.runner.run(partial(self._station.open_order, text=text), self._opened)

    def row_touched(self, key: str) -> None:
        """Another order."""
        self._chosen = key
        self._render()

    def row_entered(self, key: str) -> None:
        """Enter opens it."""
        self._chosen = key
        self.primary_touched()

    def send_touched(self) -> None:
        """The carrier is here."""
        self._desk.go(Route.SEND_PARCELS)

    def primary_touched(self) -> None:
        """Open the chosen order."""
        chosen = self._chosen_order()
        if chosen is not None:
            self.scanned(chosen.order.number)

    def _read(self) -> None:
        self._desk.runner.run(self._station.read_to_pack, self._was_read)

    def _was_read(self, read: ToPack) -> None:
        self._to_pack = read
        self._render()

    def _chosen_order(self) -> WaitingOrder | None:
        orders = self._to_pack.orders
        return next(
            (each for each in orders if each.order.number == self._chosen), next(iter(orders), None)
        )

    def _render(self) -> None:
        chosen = self._chosen_order()
        number = "" if chosen is None else chosen.order.number
        self._show(
            PackOrdersState(
                rows=tuple(map(self._row, self._to_pack.orders)),
                chosen=number,
                primary=tr("Pack {order}", order=number) if number else tr("Pack"),
                can_open=bool(number),
                parcels=tr_count(
                    "{count} parcel for the carrier",
                    "{count} parcels for the carrier",
                    self._to_pack.parcel_count,
                ),
            )
        )

    def _row(self, waiting: WaitingOrder) -> ChoiceRow:
        order = waiting.order
        pieces = tr_count("{count} item", "{count} items", order.piece_count)
        tote = tr("tote {tote}", tote=waiting.tote) if waiting.tote else ""
        bays = " ".join(dict.fromkeys(piece.bay for piece in order.waiting_pieces))
        bay = tr("bay {bay}", bay=bays) if bays else ""
        when = order.promised_us
        return ChoiceRow(
            order.number,
            tr("Order {number}", number=order.number),
            " · ".join(filter(None, (pieces, tote, bay))),
            "" if when is None else tr("by {time}", time=self._desk.local.clock(when)),
            mark=tr("Begun") if waiting.is_begun else "",
            mark_tone="warn" if waiting.is_begun else "",
        )
