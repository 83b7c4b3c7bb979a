"""Pack order presenter knows what each scan into a box has become, and how the box is weighed and closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.quantity import Quantity
from pos_app.domain.shipping.refusals import WeightOff
from pos_app.ports.changes import Changes
from pos_app.ports.device_lines import ScaleReading, ScaleState
from pos_app.usecases.pack_station import PackStation
from pos_app.usecases.packing.close_carton import ClosedParcel
from pos_app.usecases.packing.pack_desk import PackLine, PackView
from ui.desk import Desk
from ui.fault_messages import drawer_notice
from ui.figures import quantity_text
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.pack_order.view_state import PackOrderState
from ui.shipping_messages import WEIGHT, kilograms
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

GRAMS_DIGITS_MAX = 6


class PackOrderPresenter:
    """What is scanned is answered in the strip; a weight that is off is asked about once, then taken."""

    def __init__(
        self, station: PackStation, desk: Desk, show: Callable[[PackOrderState], None]
    ) -> None:
        self._station = station
        self._desk = desk
        self._show = show
        self._view = PackView()
        self._weighs = False
        self._typed = ""
        self._asked_grams: int | None = None

    def opened(self) -> None:
        """The screen came to the front."""
        self._begin()
        self._desk.runner.run(self._station.desk.view, self._came)

    def changes_heard(self, changes: Changes) -> None:
        """The order moved elsewhere."""
        if changes & Changes.ORDERS:
            self._desk.runner.run(self._station.desk.view, self._came)

    def came_in_front(self, view: PackView) -> None:
        """Another order was opened."""
        self._begin()
        self._came(view)

    def scanned(self, text: str) -> None:
        """An item, or the tote of another order."""
        self._begin()
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
        if self._weighs:
            self._begin()
            self._render()
        else:
            self._desk.runner.run(self._station.open_order.leave, self._left)

    def digit_pressed(self, digit: str) -> None:
        """One more digit of the weight in grams."""
        if len(self._typed) < GRAMS_DIGITS_MAX:
            self._type((self._typed + digit).lstrip("0"))

    def erased(self) -> None:
        """The last digit was wrong."""
        self._type(self._typed[:-1])

    def primary_touched(self) -> None:
        """Close the box: by what the scale says, else by what is typed."""
        if self._asked_grams is not None:
            self._close(self._asked_grams, by_force=True)
        elif self._weighs:
            self._close(int(self._typed or "0"))
        else:
            self._desk.runner.run(self._station.scale.reading, self._weighed)

    def _begin(self) -> None:
        self._weighs, self._typed, self._asked_grams = False, "", None
        self._desk.mend(WEIGHT)

    def _type(self, digits: str) -> None:
        self._typed, self._asked_grams = digits, None
        self._desk.mend(WEIGHT)
        self._render()

    def _weighed(self, reading: ScaleReading) -> None:
        if reading.state is ScaleState.STABLE and reading.weight is not None:
            self._close(reading.weight.milli)
        elif reading.state is ScaleState.MOVES:
            text = tr("Scale moves. Keep hands off until it settles.")
            self._desk.tell(NoticeState(NoticeKind.QUESTION, text, subject=WEIGHT))
        else:
            self._weighs = True
            self._render()

    def _close(self, grams: int, *, by_force: bool = False) -> None:
        self._desk.mend(WEIGHT)
        step = partial(self._station.close_carton, weight_grams=grams, by_force=by_force)
        self._desk.runner.run(step, self._closed, partial(self._not_closed, grams))

    def _closed(self, closed: ClosedParcel) -> None:
        self._begin()
        said = tr(
            "Parcel closed, {weight}. Labels printed.", weight=kilograms(closed.parcel.weight_grams)
        )
        if closed.is_whole:
            said = tr(
                "Order packed, {weight}. Labels printed.",
                weight=kilograms(closed.parcel.weight_grams),
            )
            self._desk.go(Route.PACK_ORDERS)
        self._desk.tell(drawer_notice(NoticeState(NoticeKind.SUCCESS, said), closed.printer_fault))
        self._came(closed.view)

    def _not_closed(self, grams: int, error: Exception) -> bool:
        self._asked_grams = grams if isinstance(error, WeightOff) else None
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
        view = self._view
        number = "" if view.order is None else view.order.number
        box = view.box.name if view.box else tr("none")
        is_done = bool(view.lines) and not view.left_milli
        self._show(
            PackOrderState(
                title=tr("Order {number}", number=number),
                rows=tuple(map(_row, view.lines)),
                instruction=self._instruction(is_done=is_done),
                box=tr("Parcel {count}, box {box}", count=view.carton, box=box),
                weight=self._weight(),
                primary=self._primary(),
                can_go=bool(view.open) and (not self._weighs or bool(self._typed)),
                weighs=self._weighs,
                typed=tr("{grams} g", grams=self._typed or "0"),
                is_done=is_done,
            )
        )

    def _instruction(self, *, is_done: bool) -> str:
        if self._weighs:
            return tr("Type what it weighs, in grams")
        if is_done:
            return tr("All scanned. Put it on the scale.")
        left = sum(bool(line.left_milli) for line in self._view.lines)
        return tr_count(
            "Scan each item: {count} line left", "Scan each item: {count} lines left", left
        )

    def _weight(self) -> str:
        expected = self._view.expected
        if not self._view.open:
            return ""
        weight = kilograms(expected.grams)
        if expected.is_whole:
            return tr("Should weigh {weight}", weight=weight)
        return tr("At least {weight}; some weights are not known", weight=weight)

    def _primary(self) -> str:
        if self._asked_grams is not None:
            return tr("Close it as it is")
        return tr("Close box, print label")


def _row(line: PackLine) -> ChoiceRow:
    done = quantity_text(Quantity(line.packed_milli, line.item.unit))
    wanted = quantity_text(Quantity(line.wanted_milli, line.item.unit))
    words = (line.item.number, tr("fragile") if line.is_fragile else "")
    return ChoiceRow(
        f"{line.line_number}-{line.item.item_id}",
        line.item.name,
        " · ".join(filter(None, words)),
        tr("{done} of {wanted}", done=done, wanted=wanted),
        mark="" if line.left_milli else "✓",
        mark_tone="" if line.left_milli else "success",
    )
