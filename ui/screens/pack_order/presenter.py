"""Pack order presenter knows what each scan into a box has become, and how the box is weighed and closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.shipping.refusals import WeightOff
from pos_app.ports.changes import Changes
from pos_app.ports.device_lines import ScaleReading, ScaleState
from pos_app.usecases.pack_station import PackStation
from pos_app.usecases.packing.close_carton import ClosedParcel
from pos_app.usecases.packing.pack_desk import PackView
from ui.desk import Desk
from ui.fault_messages import drawer_notice
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.pack_order.view_state import PackOrderState
from ui.screens.pack_order.weighing import Weighing
from ui.screens.pack_order.wording import state_of
from ui.shipping_messages import WEIGHT, kilograms
from ui.translation import tr


class PackOrderPresenter:
    """What is scanned is answered in the strip; a weight that is off is asked about once, then taken."""

    def __init__(
        self, station: PackStation, desk: Desk, show: Callable[[PackOrderState], None]
    ) -> None:
        self._station = station
        self._desk = desk
        self._show = show
        self._view = PackView()
        self.weighing = Weighing(desk, self._render)

    def opened(self) -> None:
        """The screen came to the front."""
        self.weighing.begin()
        self._desk.runner.run(self._station.desk.view, self._came)

    def changes_heard(self, changes: Changes) -> None:
        """The order moved elsewhere."""
        if changes & Changes.ORDERS:
            self._desk.runner.run(self._station.desk.view, self._came)

    def came_in_front(self, view: PackView) -> None:
        """Another order was opened."""
        self.weighing.begin()
        self._came(view)

    def scanned(self, text: str) -> None:
        """An item, or the tote of another order."""
        self.weighing.begin()
        step = partial(self._station.pack_item.scanned, text=text)
        self._desk.runner.run(step, self._packed, self._refused)

    def undo_touched(self) -> None:
        """Take the last one out again."""
        self._desk.runner.run(self._station.undo_packing, self._undone)

    def box_touched(self) -> None:
        """The next larger box, after the largest the smallest."""
        boxes = [box.name for box in self._view.boxes]
        if boxes:
            at = boxes.index(self._view.box.name) if self._view.box else -1
            step = partial(self._station.choose_box, name=boxes[(at + 1) % len(boxes)])
            self._desk.runner.run(step, self._came)

    def back_touched(self) -> None:
        """From the weight to the goods, from the goods to the orders."""
        if self.weighing.is_on:
            self.weighing.begin()
            self._render()
        else:
            self._desk.runner.run(self._station.open_order.leave, self._left)

    def primary_touched(self) -> None:
        """Close the box: by what the scale says, else by what is typed."""
        if self.weighing.asked_grams is not None:
            self._close(self.weighing.asked_grams, by_force=True)
        elif self.weighing.is_on:
            self._close(self.weighing.grams)
        else:
            self._desk.runner.run(self._station.scale.reading, self._weighed)

    def _weighed(self, reading: ScaleReading) -> None:
        if reading.state is ScaleState.STABLE and reading.weight is not None:
            self._close(reading.weight.milli)
        elif reading.state is ScaleState.MOVES:
            text = tr("Scale moves. Keep hands off until it settles.")
            self._desk.tell(NoticeState(NoticeKind.QUESTION, text, subject=WEIGHT))
        else:
            self.weighing.begin(is_on=True)
            self._render()

    def _close(self, grams: int, *, by_force: bool = False) -> None:
        self._desk.mend(WEIGHT)
        step = partial(self._station.close_carton, weight_grams=grams, by_force=by_force)
        self._desk.runner.run(step, self._closed, partial(self._not_closed, grams))

    def _closed(self, closed: ClosedParcel) -> None:
        self.weighing.begin()
        weight = kilograms(closed.parcel.weight_grams)
        said = tr("Parcel closed, {weight}. Labels printed.", weight=weight)
        if closed.is_whole:
            said = tr("Order packed, {weight}. Labels printed.", weight=weight)
            self._desk.go(Route.PACK_ORDERS)
        notice = NoticeState(NoticeKind.SUCCESS, said)
        self._desk.tell(drawer_notice(notice, closed.printer_fault))
        self._came(closed.view)

    def _not_closed(self, grams: int, error: Exception) -> bool:
        self.weighing.asked_grams = grams if isinstance(error, WeightOff) else None
        self._render()
        return False

    def _packed(self, view: PackView) -> None:
        if view.open and view.changes:
            name = view.name_of(view.open[-1].item_id)
            text = name if view.left_milli else tr("All scanned. Close the box.")
            self._desk.tell(NoticeState(NoticeKind.ACCEPTED, text))
        self._came(view)

    def _refused(self, _error: Exception) -> bool:
        self._render()
        return False

    def _undone(self, view: PackView) -> None:
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("Taken out again.")))
        self._came(view)

    def _left(self, _view: PackView) -> None:
        self._desk.tell(EMPTY_NOTICE)
        self._desk.go(Route.PACK_ORDERS)

    def _came(self, view: PackView) -> None:
        self._view = view
        self._render()

    def _render(self) -> None:
        self._show(state_of(self._view, self.weighing))
