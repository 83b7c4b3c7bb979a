"""Pickup queue presenter knows who waits, who goes to whom, and which order is opened next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.customer_order import OrderState
from pos_app.domain.ids import OrderNumber
from pos_app.domain.pickup_code import ShownCode, is_code, read_code
from pos_app.domain.pickup_queue import QueueEntry, QueueGroup, is_other_number
from pos_app.ports.changes import Changes
from pos_app.usecases.pickup.claim_order import ClaimedOrder
from pos_app.usecases.pickup.read_queue import PickupQueue
from pos_app.usecases.pickup.resolve_order import ResolvedOrder
from pos_app.usecases.pickup_desk import PickupDesk
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.pickup_flow import PickupFlow, initials_text
from ui.screens.pickup_queue.view_state import QueueState
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow

MINUTE_US = 60_000_000
DAY_MINUTES = 24 * 60
_TONES = {
    QueueGroup.HERE: "badge",
    QueueGroup.LATE: "danger",
    QueueGroup.PROBLEM: "warn",
    QueueGroup.READY: "success",
    QueueGroup.COMING: "",
    QueueGroup.PUT_BACK: "offline",
    QueueGroup.HANDED_OVER: "",
}


class PickupQueuePresenter:
    """The list is read again when something moved; names stay short until somebody was checked."""

    def __init__(
        self,
        pickup: PickupDesk,
        desk: Desk,
        flow: PickupFlow,
        show: Callable[[QueueState], None],
    ) -> None:
        self._pickup = pickup
        self._desk = desk
        self._flow = flow
        self._show = show
        self._queue: PickupQueue | None = None
        self._typed = ""
        self._selected = ""
        # Enter was struck before what was typed had been looked for
        self._waits = False

    def opened(self) -> None:
        """The screen came to the front."""
        self._typed, self._selected, self._waits = "", "", False
        self._read()

    def changes_heard(self, changes: Changes) -> None:
        """Orders moved, or head office is there again."""
        if changes & (Changes.ORDERS | Changes.SENDING):
            self._read()

    @property
    def is_searching(self) -> bool:
        """Whether the queue shows only what was looked for."""
        return bool(self._typed)

    def search_edited(self, words: str) -> None:
        """Somebody said a number, a name or the end of a telephone number."""
        self._typed, self._selected, self._waits = words, "", False
        self._read()

    def search_submitted(self, words: str) -> None:
        """Enter: the order in front; what nobody is called may be a code."""
        queue = self._queue
        if queue is None or queue.typed != words:
            # what was typed counts, not what was found for fewer letters
            self._typed, self._waits = words, True
            self._read()
            return
        first = next(iter(queue.entries), None)
        # without a line a number that is not here may have come since
        is_offline = queue.as_of_us is not None
        if first is not None and not (is_offline and is_other_number(first, words)):
            self.row_touched(str(first.number))
        elif is_code(words):
            self._flow.code_shown(ShownCode(read_code(words)))
        elif words.strip():
            # the number of a confirmation: without a line there is a way for it
            self._flow.unseen.begin(ShownCode("", OrderNumber(words.strip())))

    def row_selected(self, key: str) -> None:
        """The arrows moved."""
        self._selected = key
        self._render()

    def row_touched(self, key: str) -> None:
        """This order."""
        entry = self._entry(key)
        if entry is not None and entry.group is QueueGroup.PUT_BACK:
            step = partial(self._pickup.put_back, number=entry.number)
            self._desk.runner.run(step, self._put_back)
        elif entry is not None:
            self._flow.open(entry.number)

    def go_touched(self) -> None:
        """I go to the one who waits longest outside and to whom nobody goes."""
        entry = None if self._queue is None else self._queue.next_outside
        if entry is not None:
            step = partial(self._pickup.claim_order, number=entry.number)
            self._desk.runner.run(step, self._claimed)

    def primary_touched(self) -> None:
        """The chosen order, else the most urgent one."""
        entry = self._chosen()
        if entry is not None:
            self.row_touched(str(entry.number))

    def _read(self) -> None:
        step = partial(self._pickup.read_queue, typed=self._typed)
        self._desk.runner.run(step, self._was_read)

    def _was_read(self, queue: PickupQueue) -> None:
        if queue.typed == self._typed:
            self._queue = queue
            self._render()
            waits, self._waits = self._waits, False
            if waits:
                self.search_submitted(queue.typed)

    def _claimed(self, result: ClaimedOrder) -> None:
        text = tr("You go to order {number}.", number=result.number)
        self._flow.open(result.number, NoticeState(NoticeKind.SUCCESS, text))

    def _put_back(self, result: ResolvedOrder) -> None:
        text = tr("Order {number} is back on its shelves.", number=result.number)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _entry(self, key: str) -> QueueEntry | None:
        entries = () if self._queue is None else self._queue.entries
        return next((entry for entry in entries if entry.number == key), None)

    def _chosen(self) -> QueueEntry | None:
        entries = () if self._queue is None else self._queue.entries
        waiting = (entry for entry in entries if entry.group is not QueueGroup.HANDED_OVER)
        return self._entry(self._selected) or next(waiting, None)

    def _render(self) -> None:
        queue = self._queue
        if queue is None:
            return
        chosen, go = self._chosen(), queue.next_outside
        offline = queue.as_of_us
        as_of = "" if offline is None else tr("As of {time}", time=self._desk.local.clock(offline))
        words = tr("An order placed since is not here: scan its code, or enter its number.")
        self._show(
            QueueState(
                summary=_summary(queue),
                as_of=as_of,
                rows=tuple(self._row(entry, queue) for entry in queue.entries),
                selected=self._selected or None,
                empty=tr("Nobody here is called that.") if queue.typed else tr("Nobody waits."),
                go="" if go is None else tr("I go: {number}", number=go.number),
                help=words if offline is not None else "",
                primary=_primary(chosen),
                can_open=chosen is not None,
            )
        )

    def _row(self, entry: QueueEntry, queue: PickupQueue) -> ChoiceRow:
        order, customer = entry.order, entry.customer
        who = "" if customer is None else initials_text(customer.name)
        places = " ".join(dict.fromkeys(piece.bay for piece in order.waiting_pieces))
        parts = [places, "" if customer is None else customer.vehicle]
        missing = sum(line.missing_milli > 0 for line in order.lines)
        if order.state is OrderState.SHORT:
            parts.append(tr_count("{count} item short", "{count} items short", missing))
        going = queue.going.get(entry.number)
        if going:
            parts.append(tr("{name} goes", name=going))
        gave = queue.gave.get(entry.number)
        if gave:
            parts.append(tr("{name} handed it over", name=gave))
        bags = len(order.waiting_pieces)
        return ChoiceRow(
            key=str(entry.number),
            title=f"{entry.number}  {who}".strip(),
            detail=" · ".join(part for part in parts if part),
            trailing=self._when(entry, bags),
            mark=_mark(entry),
            mark_tone=_TONES[entry.group],
        )

    def _when(self, entry: QueueEntry, bags: int) -> str:
        promised, left = entry.order.promised_us, entry.order.handed_over
        if left is not None:
            return self._desk.local.clock(left.at_us)
        if entry.group is QueueGroup.READY or promised is None:
            return tr_count("{count} bag", "{count} bags", bags) if bags else ""
        late = (self._desk.now_us() - promised) // MINUTE_US
        if entry.group is QueueGroup.LATE and late < DAY_MINUTES:
            return tr("{minutes} min", minutes=late)
        return self._desk.local.clock(promised)


def _mark(entry: QueueEntry) -> str:
    if entry.order.state is OrderState.CUSTOMER_ON_THE_WAY:
        return tr("On the way")
    if entry.order.state is OrderState.STAGED and entry.group is QueueGroup.COMING:
        return tr("Picked")
    if entry.order.state is OrderState.ALLOCATED and entry.group is QueueGroup.COMING:
        return tr("To pick")
    words = {
        QueueGroup.HERE: tr("Here"),
        QueueGroup.LATE: tr("Late"),
        QueueGroup.PROBLEM: tr("Short"),
        QueueGroup.READY: tr("Ready"),
        QueueGroup.COMING: tr("Being picked"),
        QueueGroup.PUT_BACK: tr("Put back"),
        QueueGroup.HANDED_OVER: tr("Handed over"),
    }
    return words[entry.group]


def _summary(queue: PickupQueue) -> str:
    words = {
        QueueGroup.HERE: tr("Here now"),
        QueueGroup.LATE: tr("Late"),
        QueueGroup.READY: tr("Ready"),
        QueueGroup.COMING: tr("Being picked"),
        QueueGroup.PROBLEM: tr("Short"),
    }
    return " · ".join(f"{word} {queue.count(group)}" for group, word in words.items())


def _primary(entry: QueueEntry | None) -> str:
    if entry is None:
        return tr("Scan their code")
    if entry.group is QueueGroup.PUT_BACK:
        return tr("Put back {number}", number=entry.number)
    return tr("Open {number}", number=entry.number)
