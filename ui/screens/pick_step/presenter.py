"""Pick step presenter knows what a picker is told at a stop, and what each scan there has become."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.picking.pick_list import ShortReason
from pos_app.domain.picking.refusals import LookElsewhere
from pos_app.domain.picking.store_map import parts_of
from pos_app.domain.quantity import EACH, MILLI
from pos_app.usecases.picking.cart import CartView, StopView, Wanted
from pos_app.usecases.picking.pick_item import COUNTED_FROM_MILLI, SAME_OR_CHEAPER
from pos_app.usecases.picking_cart import PickingCart
from ui.desk import Desk
from ui.figures import part_of
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.screens.pick_step.bin_check import BinCheck
from ui.screens.pick_step.gone_order import GoneOrderAsked
from ui.screens.pick_step.view_state import PickStepState
from ui.translation import tr, tr_count

SECONDS_OF_A_MINUTE = 60


class PickStepPresenter:
    """One stop in front; whatever is scanned is answered in the strip, and the next stop comes by itself."""

    def __init__(
        self,
        picking: PickingCart,
        desk: Desk,
        show: Callable[[PickStepState], None],
        moved_on: Callable[[CartView], None],
    ) -> None:
        self._picking = picking
        self._desk = desk
        self._show = show
        self._moved_on = moved_on
        self._view: CartView | None = None
        self._asks_why = self._asks_tote = False
        self.bin_check = BinCheck(picking, desk, show, self._picked)
        self.gone_order = GoneOrderAsked(picking, desk, show, self._came, self._undone)

    def opened(self) -> None:
        """The screen came to the front."""
        self._asks_why = self._asks_tote = False
        self._desk.runner.run(self._picking.cart.view, self._came)

    def scanned(self, text: str) -> None:
        """An item, a tote or a bin."""
        taken = self._picking.change_tote if self._asks_tote else self._picking.pick_item
        step = partial(taken.scanned, text=text)
        self._desk.runner.run(step, self._picked)

    def short_touched(self) -> None:
        """It is not there: another bin comes first, then the reasons."""
        if self._view is None or self._view.stop is None:
            return
        elsewhere = self._view.stop.stop.elsewhere
        self._asks_why = not elsewhere
        self._desk.runner.run(self._picking.short_pick.look, self._looked)

    def reason_touched(self, reason: str) -> None:
        """So the rest of this stop is short."""
        step = partial(self._picking.short_pick, reason=ShortReason(reason))
        self._desk.runner.run(step, self._was_short, self._look_there)

    def all_touched(self) -> None:
        """All loose pieces of the next tote at once; while a reason is asked for: it is here after all."""
        if self._asks_why:
            self._asks_why = False
            self._render()
        elif self._view is not None and self._view.stop is not None:
            milli = self._view.stop.tote.left_milli
            step = partial(self._picking.pick_item.counted, milli=milli)
            self._desk.runner.run(step, self._picked)

    def later_touched(self) -> None:
        """Come back to this stop at the end."""
        self._desk.runner.run(self._picking.put_off_stop, self._came)

    def undo_touched(self) -> None:
        """The last pick did not happen."""
        self._desk.runner.run(self._picking.undo_pick, self._undone)

    def full_touched(self) -> None:
        """The next scan is an empty tote for the order in front; touched again it is not."""
        self._asks_tote = not self._asks_tote
        self._render()

    def pause_touched(self) -> None:
        """The cart stands for a while."""
        self._desk.runner.run(self._picking.pause_list, self._moved_on)

    def _came(self, view: CartView) -> None:
        if view.stop is None and view.check is None and view.gone is None:
            self._moved_on(view)
            return
        self._view = view
        self._render()

    def _picked(self, view: CartView) -> None:
        self._asks_why = self._asks_tote = False
        self._desk.tell(NoticeState(NoticeKind.ACCEPTED, _heard(view)))
        self._came(view)

    def _looked(self, view: CartView) -> None:
        if not self._asks_why and view.stop is not None:
            text = tr("Look in {bin} too.", bin=_place(view.stop.stop.bin.bin))
            self._desk.tell(NoticeState(NoticeKind.INSTRUCTION, text))
        elif self._asks_why:
            self._desk.tell(EMPTY_NOTICE)
        self._came(view)

    def _was_short(self, view: CartView) -> None:
        self._asks_why = False
        self._desk.tell(NoticeState(NoticeKind.ACCEPTED, tr("Noted as short.")))
        self._came(view)

    def _look_there(self, error: Exception) -> bool:
        if isinstance(error, LookElsewhere):
            self.opened()
        return False

    def _undone(self, view: CartView) -> None:
        self._desk.tell(EMPTY_NOTICE)
        self._came(view)

    def _render(self) -> None:
        view = self._view
        if view is not None and view.check is not None:
            self.bin_check.asked(view)
        if view is not None:
            self.gone_order.asked(view)
        if view is None or view.stop is None:
            return
        stop = view.stop
        totes = {need.tote: need.left_milli for need in stop.stop.needs if need.tote}
        in_hand = view.wanted is Wanted.TOTE
        self._show(
            PickStepState(
                progress=_progress(view),
                done=view.stop_count - view.stops_left,
                whole=view.stop_count,
                bin=_place(stop.stop.bin.bin) or tr("No bin known"),
                name=stop.item.name,
                ends_in=_ends_in(stop),
                books=tr("{count} in the books", count=_much(stop, stop.stop.bin.on_hand_milli)),
                count=tr(
                    "{picked} of {wanted}",
                    picked=_much(stop, stop.picked_milli),
                    wanted=_much(stop, stop.wanted_milli),
                ),
                totes="   ".join(f"{tote}: {_much(stop, left)}" for tote, left in totes.items()),
                instruction=_asks_for_tote(stop)
                if self._asks_tote
                else _instruction(stop, in_hand, asks_why=self._asks_why),
                following=_following(view),
                all_words=tr("It is here") if self._asks_why else _all_words(view),
                asks_why=self._asks_why,
                swap=_swap(stop) if self._asks_why else "",
                has_totes=bool(stop.tote.tote),
                way=view.way,
                way_spoken=_spoken(view),
            )
        )


def _ends_in(stop: StopView) -> str:
    """What tells the goods from others like them, and which kits they are for."""
    ends = tr("Number ends in {digits}", digits=stop.item.number[-4:])
    return " · ".join((ends, *map(part_of, stop.kits)))


def _instruction(stop: StopView, in_hand: bool, *, asks_why: bool) -> str:
    if asks_why:
        return tr("Why is it missing?")
    if in_hand:
        return tr("Scan tote {tote}", tote=stop.tote.tote)
    return tr("Scan the item")


def _asks_for_tote(stop: StopView) -> str:
    return tr("Scan an empty tote for order {order}", order=stop.tote.order_number)


def _heard(view: CartView) -> str:
    """What was understood, and what comes next."""
    if view.check is not None:
        return tr("Is {bin} empty now?", bin=_place(view.check.bin))
    if view.gone is not None:
        return tr("Put its goods back")
    if view.stop is None:
        return tr("All fetched.")
    if view.wanted is Wanted.TOTE:
        return tr("{item}: scan tote {tote}.", item=view.stop.item.name, tote=view.stop.tote.tote)
    place = _place(view.stop.stop.bin.bin)
    return tr("Next: {place}, {item}.", place=place, item=view.stop.item.name)


def _progress(view: CartView) -> str:
    minutes = -(-view.seconds_left // SECONDS_OF_A_MINUTE)
    number = view.stop_count - view.stops_left + 1
    return tr(
        "Stop {number} of {count} · about {minutes} min",
        number=number,
        count=view.stop_count,
        minutes=minutes,
    )


def _spoken(view: CartView) -> str:
    """The picture of the way in words."""
    count = 0 if view.way is None else len(view.way.stops)
    return tr_count("Map: {count} stop left", "Map: {count} stops left", count)


def _following(view: CartView) -> str:
    if view.following is None:
        return tr("This is the last stop.")
    following = view.following
    return tr(
        "Next: {place} {item}",
        place=_place(following.stop.bin.bin),
        item=following.item.name,
    )


def _all_words(view: CartView) -> str:
    """Loose goods may be counted after one scan."""
    stop = view.stop
    if stop is None or stop.item.unit != EACH or stop.tote.left_milli < COUNTED_FROM_MILLI - MILLI:
        return ""
    was_scanned = view.wanted is Wanted.TOTE or (stop.picked_milli and not stop.tote.tote)
    if not was_scanned:
        return ""
    count = stop.tote.left_milli // MILLI
    return tr_count("All {count} are in my hand", "All {count} are in my hand", count)


def _swap(stop: StopView) -> str:
    if stop.tote.substitutes != SAME_OR_CHEAPER:
        return ""
    return tr("Or scan a swap.")


def _place(bin_name: str) -> str:
    return " · ".join(parts_of(bin_name)) if bin_name else ""


def _much(stop: StopView, milli: int) -> str:
    if stop.item.unit == EACH:
        return str(milli // MILLI)
    return f"{milli // MILLI}.{milli % MILLI:03} {stop.item.unit}"
