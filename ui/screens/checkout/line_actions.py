"""Line actions knows what is done to the chosen line: more, fewer, off, and back again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.ids import LineNumber
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.sale import SaleLine
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.refusal_notice import NoticeAction
from ui.screens.checkout.rows import accepted_notice
from ui.translation import tr

if TYPE_CHECKING:
    from pos_app.usecases.checkout.attach_coupon import CouponOff


class LineActions:
    """What was taken off last can be put back with one key, until the next item."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        chosen: Callable[[], SaleLine | None],
        changed: Callable[[ChangedLine | CouponOff], None],
        coupon: Callable[[], int | None],
    ) -> None:
        """coupon: the place of the coupon whose row is chosen."""
        self._register = register
        self._desk = desk
        self._chosen = chosen
        self._changed = changed
        self._coupon = coupon
        self._removed: LineNumber | None = None

    def quantity_stepped(self, step: int) -> None:
        """One more or one less."""
        line = self._chosen()
        if line is not None and line.quantity.unit == EACH:
            self.set_quantity(line, line.quantity.milli // line.step_milli + step)

    def set_quantity(self, line: SaleLine, count: int) -> None:
        """So many pieces, or so many of the packs that were scanned."""
        self._set(line, Quantity(count * line.step_milli, line.quantity.unit))

    def set_weight(self, line: SaleLine, grams: int) -> None:
        """It weighs so much."""
        self._set(line, Quantity(grams, line.quantity.unit))

    def _set(self, line: SaleLine, quantity: Quantity) -> None:
        self._desk.runner.run(
            lambda: self._register.set_quantity(line=line.number, quantity=quantity),
            self._line_changed,
        )

    def remove_touched(self) -> None:
        """Take the chosen line, or coupon, off; the strip offers to put a line back."""
        line, place = self._chosen(), self._coupon()
        if place is not None:
            take_off = self._register.coupons().take_off
            self._desk.runner.run(partial(take_off, place=place), self._coupon_off)
        if line is not None:
            number = line.number
            self._desk.runner.run(
                lambda: self._register.remove_line(line=number), self._line_removed
            )

    def put_back_touched(self) -> None:
        """The line that was taken off last was right after all."""
        number, self._removed = self._removed, None
        if number is not None:
            self._desk.runner.run(
                lambda: self._register.put_back_line(line=number), self._line_changed
            )

    def _line_changed(self, result: ChangedLine) -> None:
        self._changed(result)
        self._desk.tell(accepted_notice(result.line, is_new=False))

    def _coupon_off(self, result: CouponOff) -> None:
        self._changed(result)
        text = tr("Coupon taken off: {name}.", name=result.name)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))

    def _line_removed(self, result: ChangedLine) -> None:
        self._removed = result.line.number
        self._changed(result)
        text = tr("Taken off: {item}.", item=result.line.item.name)
        self._desk.tell(
            NoticeState(
                NoticeKind.SUCCESS,
                text,
                key_text=tr("Put back"),
                key_action=NoticeAction.PUT_BACK,
                subject="removed",
            )
        )
