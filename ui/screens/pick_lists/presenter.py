"""Pick lists presenter knows which orders are fetched next, and who has the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.ids import OrderNumber
from pos_app.domain.picking.pick_list import PickWay
from pos_app.domain.picking.pick_zones import PickZone
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.ports.changes import Changes
from pos_app.usecases.picking.cart import CartView
from pos_app.usecases.picking.read_lists import ListKind, ListsRead, OfferedList
from pos_app.usecases.picking_cart import PickingCart
from pos_app.usecases.pickup.resolve_order import ResolvedOrder
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.picking_messages import zone_words
from ui.routes import Route
from ui.screens.pick_lists.view_state import PickListsState
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

SECONDS_OF_A_MINUTE = 60
_TONES = {
    ListKind.GOING_ON: "success",
    ListKind.PAUSED: "warn",
    ListKind.WAITING: "",
    ListKind.OTHERS: "offline",
    ListKind.UNFETCHED: "offline",
}


class PickListsPresenter:
    """Read again when orders moved; whoever takes a list goes on where it stands."""

    def __init__(
        self,
        picking: PickingCart,
        desk: Desk,
        show: Callable[[PickListsState], None],
        taken: Callable[[CartView], None],
        put_back: Callable[[OrderNumber], ResolvedOrder],
    ) -> None:
        self._picking = picking
        self._desk = desk
        self._show = show
        self._taken = taken
        self._put_back = put_back
        self._lists: tuple[OfferedList, ...] = ()
        self._chosen = ""

    def opened(self) -> None:
        """The screen came to the front."""
        self._chosen = ""
        self._read()

    def changes_heard(self, changes: Changes) -> None:
        """Orders moved."""
        if changes & Changes.ORDERS:
            self._read()

    def row_touched(self, key: str) -> None:
        """Another list."""
        self._chosen = key
        self._render()

    def row_entered(self, key: str) -> None:
        """Enter takes it."""
        self._chosen = key
        self.primary_touched()

    def stage_touched(self) -> None:
        """Bags stand on a cart."""
        self._desk.go(Route.STAGING)

    def pack_touched(self) -> None:
        """What is fetched goes with a carrier."""
        self._desk.go(Route.PACK_ORDERS)

    def stock_touched(self) -> None:
        """Something else in the room behind."""
        self._desk.go(Route.STOCK)

    def primary_touched(self) -> None:
        """Take the chosen list."""
        chosen = self._chosen_list()
        if chosen is None:
            return
        if chosen.kind is ListKind.UNFETCHED:
            self._desk.runner.run(partial(self._put_back, chosen.orders[0]), self._was_put_back)
            return
        if chosen.kind in (ListKind.GOING_ON, ListKind.PAUSED):
            step = partial(self._picking.resume_list, list_id=chosen.key)
        else:
            step = partial(
                self._picking.take_list,
                orders=chosen.orders,
                by_force=chosen.kind is ListKind.OTHERS,
                way=chosen.way,
            )
        self._desk.runner.run(step, self._taken)

    def _was_put_back(self, result: ResolvedOrder) -> None:
        text = tr("Order {number} is back on its shelves.", number=result.number)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _read(self) -> None:
        self._desk.runner.run(self._picking.read_lists, self._was_read)

    def _was_read(self, read: ListsRead) -> None:
        self._lists = read.lists
        self._render()

    def _chosen_list(self) -> OfferedList | None:
        chosen = [each for each in self._lists if each.key == self._chosen]
        to_fetch = [each for each in self._lists if each.kind is not ListKind.UNFETCHED]
        return next(iter(chosen or to_fetch), None)

    def _render(self) -> None:
        chosen = self._chosen_list()
        self._show(
            PickListsState(
                rows=tuple(map(self._row, self._lists)),
                chosen="" if chosen is None else chosen.key,
                empty=tr("Nothing to fetch. New orders come by themselves."),
                primary=_primary(chosen),
                can_take=chosen is not None,
            )
        )

    def _row(self, offered: OfferedList) -> ChoiceRow:
        if offered.kind is ListKind.UNFETCHED:
            return _unfetched_row(offered)
        orders = tr_count("{count} order", "{count} orders", len(offered.orders))
        when = offered.promised_us
        title = orders
        if when is not None:
            title = tr("by {time}: {orders}", time=self._desk.local.clock(when), orders=orders)
        pieces = tr_count("{count} item", "{count} items", offered.piece_count)
        minutes = -(-offered.seconds // SECONDS_OF_A_MINUTE)
        parts = [pieces, tr("about {minutes} min", minutes=minutes), " ".join(offered.orders)]
        if offered.way is PickWay.BATCH:
            parts.insert(0, tr("one item for all"))
        if offered.zone is not None:
            parts.insert(0, tr("next: {zone}", zone=_zone_words(offered.zone)))
        return ChoiceRow(
            offered.key,
            title,
            " · ".join(parts),
            "",
            mark=_mark(offered),
            mark_tone=_TONES[offered.kind],
        )


def _unfetched_row(offered: OfferedList) -> ChoiceRow:
    """Nobody came: where its bags lie, and how much is in them."""
    pieces = tr_count("{count} item", "{count} items", offered.piece_count)
    words = tr("nobody came for it")
    return ChoiceRow(
        offered.key,
        tr("Order {number}, {bays}", number=offered.orders[0], bays=" ".join(offered.bays)),
        f"{pieces} · {words}",
        "",
        mark=_mark(offered),
        mark_tone=_TONES[offered.kind],
    )


def _zone_words(zone: PickZone) -> str:
    """An area by its name, and how warm it is where that is not ordinary."""
    warmth = zone_words(str(zone.warmth))
    if not zone.area:
        return warmth
    is_ordinary = zone.warmth is TemperatureZone.AMBIENT
    return zone.area if is_ordinary else f"{zone.area}, {warmth}"


def _mark(offered: OfferedList) -> str:
    if offered.kind is ListKind.OTHERS:
        return tr("With {who}", who=offered.holder or "")
    words = {
        ListKind.GOING_ON: tr("Going on"),
        ListKind.PAUSED: tr("Paused"),
        ListKind.WAITING: tr("Waits"),
        ListKind.UNFETCHED: tr("Put back"),
    }
    return words[offered.kind]


def _primary(chosen: OfferedList | None) -> str:
    if chosen is None:
        return tr("Take")
    if chosen.kind is ListKind.OTHERS:
        return tr("I have the cart: take over")
    if chosen.kind is ListKind.UNFETCHED:
        return tr("It is back on its shelves")
    if chosen.kind is ListKind.WAITING:
        return tr_count("Take {count} order", "Take {count} orders", len(chosen.orders))
    return tr("Go on")
