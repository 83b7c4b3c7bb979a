"""Unseen order presenter knows what a customer gets whose order is not here, and asks for its permission last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId
from pos_app.domain.quantity import Quantity
from pos_app.usecases.pickup.hand_over_unseen import HandedUnseen, UnseenGoods
from pos_app.usecases.pickup_desk import PickupDesk
from ui.desk import Desk
from ui.figures import quantity_text
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.unseen_order.view_state import UnseenState
from ui.translation import tr, tr_count
from ui.unseen_flow import UnseenFlow
from ui.widgets.row_state import ChoiceRow

_AGE = "age"
_NOTHING = UnseenGoods(())


class UnseenOrderPresenter:
    """What was scanned lives on the screen alone; one fact is written when the primary key is pressed."""

    def __init__(
        self,
        pickup: PickupDesk,
        desk: Desk,
        flow: UnseenFlow,
        show: Callable[[UnseenState], None],
    ) -> None:
        self._unseen = pickup.hand_over_unseen
        self._desk = desk
        self._flow = flow
        self._show = show
        self._goods = _NOTHING
        self._age_checked, self._busy = False, False
        self._of = ""

    def opened(self) -> None:
        """The screen came to the front; what was scanned for this order stays."""
        order = self._flow.order
        number = "" if order is None else str(order.number)
        if number != self._of:
            self._of, self._goods, self._age_checked = number, _NOTHING, False
        self._busy = False
        self._render()

    def scanned(self, text: str) -> None:
        """One more piece for the customer."""
        if not self._busy:
            add = partial(self._unseen.add, goods=self._goods.milli, text=text)
            self._desk.runner.run(add, self._added)

    def row_touched(self, key: str) -> None:
        """One piece less; or somebody has looked at the age."""
        if self._busy:
            return
        if key == _AGE:
            self._age_checked = not self._age_checked
            self._render()
        else:
            less = partial(self._unseen.take_off, goods=self._goods.milli, item_id=ItemId(int(key)))
            self._desk.runner.run(less, self._changed)

    def primary_touched(self) -> None:
        """Let the goods go; whoever may not is asked for a second person."""
        order = self._flow.order
        if order is None or self._busy or self._hindrance():
            return
        self._busy = True
        self._render()
        step = partial(
            self._unseen,
            shown=order.shown,
            goods=self._goods.milli,
            age_checked=self._age_checked,
        )
        self._desk.runner.run(step, self._handed_over, self._refused)

    def back_touched(self) -> None:
        """Nothing left."""
        if not self._busy:
            self._flow.left()

    def _added(self, result: UnseenGoods) -> None:
        item = next((each for each, _ in result.lines if each.item_id == result.added), None)
        if item is not None:
            self._desk.tell(NoticeState(NoticeKind.ACCEPTED, item.name))
        self._changed(result)

    def _changed(self, result: UnseenGoods) -> None:
        self._goods = result
        self._render()

    def _handed_over(self, result: HandedUnseen) -> None:
        self._busy, self._of = False, ""
        self._flow.left()
        time = self._desk.local.clock(self._desk.now_us())
        words = tr(
            "Order {number} handed over here {time}. Head office compares it later.",
            number=result.number,
            time=time,
        )
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._render()
        return False

    def _hindrance(self) -> str:
        if not self._goods.lines:
            return tr("Scan what they get")
        limit = self._goods.age_limit
        if limit and not self._age_checked:
            return tr("Look at the age first: {age}", age=limit)
        return ""

    def _render(self) -> None:
        order = self._flow.order
        if order is None:
            return
        hindrance, goods = self._hindrance(), self._goods
        count = sum(quantity.piece_count for _, quantity in goods.lines)
        since = self._desk.local.clock(order.since_us)
        age = _age_row(goods.age_limit, ticked=self._age_checked)
        self._show(
            UnseenState(
                title=tr("Order {number} is not here", number=order.number),
                detail=tr(
                    "It came after {time}, when the line was lost."
                    " Scan from the shelf what their confirmation lists, if it says paid.",
                    time=since,
                ),
                rows=(*((age,) if goods.age_limit else ()), *map(_row, goods.lines)),
                empty=tr("Scan what they get"),
                primary=hindrance
                or tr_count("Hand over {count} piece", "Hand over {count} pieces", count),
                can_go_on=not hindrance and not self._busy,
                busy=self._busy,
            )
        )


def _row(line: tuple[Item, Quantity]) -> ChoiceRow:
    item, quantity = line
    return ChoiceRow(
        key=str(item.item_id),
        title=item.name,
        detail=tr("{number} · Touch to take one off.", number=item.number),
        trailing=quantity_text(quantity),
        icon="circle-check",
    )


def _age_row(limit: int, *, ticked: bool) -> ChoiceRow:
    return ChoiceRow(
        key=_AGE,
        title=tr("Older than {age}?", age=limit),
        detail=tr("Touch when you have looked."),
        trailing="",
        icon="circle-check" if ticked else "help-circle",
    )
