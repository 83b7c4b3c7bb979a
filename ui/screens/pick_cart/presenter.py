"""Pick cart presenter knows which order still lacks its tote, and how many bags each order has become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pos_app.domain import own_codes
from pos_app.domain.ids import OrderNumber
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.scan import CodeRules, PlaceCode, parse_scan
from pos_app.ports.changes import Changes
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.picking.cart import CartView, Wanted
from pos_app.usecases.picking.pack_and_stage import Packed, PackedOrder
from pos_app.usecases.picking_cart import PickingCart
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.picking_messages import zone_words
from ui.routes import Route
from ui.screens.pick_cart.view_state import PickCartState
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow


@dataclass(frozen=True, slots=True)
class _Bags:
    """The proposal, read in one step."""

    view: CartView
    orders: tuple[PackedOrder, ...]
    changes: Changes = Changes.NONE


class PickCartPresenter:
    """Totes before the way, bags after it; nothing between is shown here."""

    def __init__(
        self,
        picking: PickingCart,
        desk: Desk,
        show: Callable[[PickCartState], None],
        moved_on: Callable[[CartView], None],
        configuration: StoreConfiguration,
    ) -> None:
        self._configuration = configuration
        self._picking = picking
        self._desk = desk
        self._show = show
        self._moved_on = moved_on
        self._read: _Bags | None = None
        self._bags: dict[OrderNumber, dict[TemperatureZone, int]] = {}
        self._chosen = ""

    def opened(self) -> None:
        """The screen came to the front."""
        self._bags, self._chosen = {}, ""
        self._look()

    def scanned(self, text: str) -> None:
        """A tote, while totes are missing; else nothing is scanned here."""
        self._desk.runner.run(partial(self._place_tote, text), self._tote_placed)

    def row_touched(self, key: str) -> None:
        """The bags of another order, or of another warmth."""
        self._chosen = key
        self._render()

    def stepped(self, by: int) -> None:
        """One bag more or less of the chosen row."""
        number, zone = self._chosen_bag()
        if number is not None and zone is not None:
            counts = self._bags[number]
            counts[zone] = max(0, counts[zone] + by)
            self._render()

    def back_touched(self) -> None:
        """The cart stands for a while."""
        self._desk.runner.run(self._picking.pause_list, self._moved_on)

    def primary_touched(self) -> None:
        """Go, or label the bags."""
        if self._read is None:
            return
        if self._read.view.wanted is Wanted.TOTES:
            self._desk.runner.run(self._picking.place_totes.start, self._moved_on)
        else:
            bags = {number: dict(counts) for number, counts in self._bags.items()}
            self._desk.runner.run(partial(self._picking.pack_orders, bags=bags), self._packed)

    def _place_tote(self, text: str) -> CartView:
        """Errors: NotAllowed, ToteTaken, WrongCodeHere."""
        prefixes = self._configuration.text(own_codes.SETTING)
        code = parse_scan(text, CodeRules.of(prefixes=prefixes))
        if not (isinstance(code, PlaceCode) and code.place is OwnKind.TOTE):
            raise WrongCodeHere(text)
        return self._picking.place_totes.scanned(code.name)

    def _look(self) -> None:
        self._desk.runner.run(self._proposal, self._was_read)

    def _proposal(self) -> _Bags:
        view = self._picking.cart.view()
        return _Bags(
            view, self._picking.pack_orders.proposal() if view.wanted is Wanted.END else ()
        )

    def _was_read(self, read: _Bags) -> None:
        self._read = read
        for order in read.orders:
            self._bags.setdefault(order.order_number, dict(order.bags))
        self._render()

    def _tote_placed(self, view: CartView) -> None:
        if view.wanted is not Wanted.TOTES:
            self._moved_on(view)
            return
        self._read = _Bags(view, ())
        placed = [tote for _, tote in view.totes if tote]
        self._desk.tell(NoticeState(NoticeKind.ACCEPTED, tr("Tote {tote}", tote=placed[-1])))
        self._render()

    def _packed(self, packed: Packed) -> None:
        self._desk.go(Route.STAGING)
        done = tr_count("{count} label printed.", "{count} labels printed.", len(packed.labels))
        fault = packed.printer_fault
        notice = NoticeState(NoticeKind.SUCCESS, done) if fault is None else notice_of(fault)
        self._desk.tell(notice)

    def _chosen_bag(self) -> tuple[OrderNumber | None, TemperatureZone | None]:
        keys = {_key(number, zone): (number, zone) for number, zone in self._bag_rows()}
        found = keys.get(self._chosen) or next(iter(keys.values()), None)
        return (None, None) if found is None else found

    def _bag_rows(self) -> list[tuple[OrderNumber, TemperatureZone]]:
        return [(number, zone) for number, counts in self._bags.items() for zone in counts]

    def _render(self) -> None:
        if self._read is None:
            return
        view = self._read.view
        self._show(self._of_totes(view) if view.wanted is Wanted.TOTES else self._of_bags())

    def _of_totes(self, view: CartView) -> PickCartState:
        rows = tuple(
            ChoiceRow(
                number,
                tr("Order {number}", number=number),
                tr("Tote {tote}", tote=tote) if tote else tr("Scan a tote for it"),
                "",
                mark=tote or "?",
                mark_tone="success" if tote else "warn",
            )
            for number, tote in view.totes
        )
        missing = [number for number, tote in view.totes if not tote]
        title = tr("A tote for each order")
        if missing:
            title = tr("Scan a tote for order {number}", number=missing[0])
        first = missing[0] if missing else ""
        return PickCartState(title, rows, first, "", False, tr("Start"), not missing)

    def _of_bags(self) -> PickCartState:
        number, zone = self._chosen_bag()
        lacks = {order.order_number: order for order in (self._read.orders if self._read else ())}
        rows = tuple(
            ChoiceRow(
                _key(order, warmth),
                tr("Order {number}", number=order),
                self._details(lacks.get(order), warmth),
                str(self._bags[order][warmth]),
            )
            for order, warmth in self._bag_rows()
        )
        count = "" if number is None or zone is None else str(self._bags[number][zone])
        total = sum(sum(counts.values()) for counts in self._bags.values())
        words = tr_count("Print {count} label", "Print {count} labels", total)
        return PickCartState(
            title=tr("How many bags?"),
            rows=rows,
            chosen="" if number is None or zone is None else _key(number, zone),
            count=count,
            can_fall=count not in ("", "0"),
            primary=words if total else tr("Nothing was found: end the list"),
            can_go=True,
        )

    def _details(self, order: PackedOrder | None, warmth: TemperatureZone) -> str:
        parts = [zone_words(str(warmth))]
        if order is not None and order.tote:
            parts.append(tr("Tote {tote}", tote=order.tote))
        if order is not None and order.lacks:
            parts.append(tr_count("{count} item short", "{count} items short", order.lacks))
        return " · ".join(parts)


def _key(number: OrderNumber, zone: TemperatureZone) -> str:
    return f"{number}/{zone}"
