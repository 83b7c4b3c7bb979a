"""Adding knows how items come into the basket: by scan, by tile, several at once, after a look at the buyer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from pos_app.domain.ids import ItemId
from pos_app.domain.money import Money
from pos_app.domain.quantity import EACH, KILOGRAM, Quantity
from pos_app.domain.refusals.scans import (
    AgeCheckNeeded,
    SlipAmountNeeded,
    UnknownItem,
    WeightNeeded,
)
from pos_app.domain.sale import AgeAnswer
from pos_app.usecases.checkout.add_item import ScanResult
from pos_app.usecases.checkout.confirm_age import AgeRefused
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.heard_scan import Scan
from ui.notice_state import NoticeKind, NoticeState
from ui.scan_timing import ScanTiming
from ui.translation import tr

_TIMES_TYPED = re.compile(r"(\d{1,2})\s*[*x×]")
_AGE_ANSWERS = {
    "clearly": AgeAnswer.CLEARLY_OVER_25,
    "checked": AgeAnswer.ID_CHECKED,
    "set": AgeAnswer.DATE_OF_BIRTH,
}
_Step = Callable[[], ScanResult]


class Adding:
    """One item at a time in the order of the scans; a question about age keeps the item in hand."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        timing: ScanTiming,
        accepted: Callable[[ScanResult], None],
        ask: Callable[[AgeCheckNeeded | WeightNeeded | SlipAmountNeeded], None],
        coupon_shown: Callable[[str], None],
    ) -> None:
        """coupon_shown: a code that no item has may be a coupon's; it says so when it is none."""
        self._register = register
        self._desk = desk
        self._runner = desk.runner
        self._timing = timing
        self._accepted = accepted
        self._ask = ask
        self._coupon_shown = coupon_shown
        self._in_hand: _Step | None = None
        self._age_limit, self._asked_for = 0, ""
        self._to_weigh: WeightNeeded | None = None
        self._slip = ""
        self.times = 1
        self.unknown_code = ""

    def times_typed(self, text: str) -> bool:
        """Whether "6 ×" was typed: the next item comes so many times."""
        typed = _TIMES_TYPED.fullmatch(text.strip())
        if typed is None or int(typed[1]) == 0:
            return False
        self.times = int(typed[1])
        return True

    def scanned(self, text: str, scan: Scan | None = None) -> None:
        """A code was read; scan: how it came in, where that is to be timed."""
        timed = None if scan is None or scan.is_typed else scan
        self._add(partial(self._register.scan_item, text=text), timed)

    def item_touched(self, key: str) -> None:
        """A tile or a found item was touched; its key is the item's id."""
        self._add(partial(self._register.add_item, item_id=ItemId(int(key))))

    def unlisted(self, department: str, price: Money) -> None:
        """What no list has is sold as its department; the code that nobody knew just now goes with it."""
        code, self.unknown_code = self.unknown_code, ""
        step = partial(self._register.sell_unlisted, department=department, price=price, code=code)
        self._add(step)

    def card(self, sell: Callable[[], ScanResult]) -> None:
        """A gift card is sold or loaded."""
        self._add(sell)

    def age_answered(self, word: str, born: str) -> None:
        """The word of the sheet's key: a look, a date, that it is refused, or anything else to leave the item.

        born: the date of birth where one was typed, in the form of ISO 8601.
        """
        step, self._in_hand = self._in_hand, None
        answer = _AGE_ANSWERS.get(word)
        if step is not None and word == "refuse":
            refuse = self._register.confirm_age.refuse
            told = partial(refuse, item_name=self._asked_for, limit=self._age_limit)
            self._runner.run(told, self._not_sold)
        if step is None or answer is None:
            return
        item_name, limit = self._asked_for, self._age_limit

        def confirm_and_add() -> ScanResult:
            confirm = self._register.confirm_age
            date_of_birth = date.fromisoformat(born) if born else None
            confirm(answer=answer, item_name=item_name, limit=limit, born=date_of_birth)
            return step()

        self._run(confirm_and_add)

    def slip_read(self, minor: int, currency: str) -> None:
        """The amount that a person has read on the slip in hand, 0 for not now."""
        number, self._slip = self._slip, ""
        if number and minor:
            amount = Money(minor, currency)
            self._run(partial(self._register.scan_item, text=number, amount=amount))

    @property
    def is_weighing(self) -> bool:
        """Whether an item waits for its weight; what is sold by the metre lies on no scale."""
        return self._to_weigh is not None and self._to_weigh.unit == KILOGRAM

    def weighed(self, milli: int) -> bool:
        """How much of the item in hand, 0 for not now; False when nothing is to be weighed or measured."""
        asked, self._to_weigh = self._to_weigh, None
        if asked is not None and milli:
            add, quantity = self._register.add_item, Quantity(milli, asked.unit)
            self._run(partial(add, item_id=asked.item_id, quantity=quantity))
        return asked is not None

    def _add(self, step: _Step, timed: Scan | None = None) -> None:
        times, self.times = self.times, 1
        self._run(partial(self._several, step, times) if times > 1 else step, timed)

    def _several(self, step: _Step, times: int) -> ScanResult:
        result = step()
        if result.line.quantity.unit != EACH:
            return result
        more = Quantity((times - 1) * result.line.step_milli)
        quantity = result.line.quantity + more
        changed = self._register.set_quantity(line=result.line.number, quantity=quantity)
        return ScanResult(changed.line, result.is_new, changed.basket)

    def _run(self, step: _Step, timed: Scan | None = None) -> None:
        accepted = self._accepted if timed is None else partial(self._in_time, timed)
        self._runner.run(step, accepted, partial(self._refused, step))

    def _in_time(self, scan: Scan, result: ScanResult) -> None:
        self._timing.line_ready(scan)
        self._accepted(result)

    def _refused(self, step: _Step, error: Exception) -> bool:
        self.unknown_code = error.code if isinstance(error, UnknownItem) else ""
        if isinstance(error, WeightNeeded):
            self._to_weigh = error
        elif isinstance(error, SlipAmountNeeded):
            self._slip = error.number
        elif isinstance(error, AgeCheckNeeded):
            self._in_hand = step
            self._age_limit, self._asked_for = error.age_limit, error.item_name
        elif isinstance(error, UnknownItem):
            self._coupon_shown(error.code)
            return True
        else:
            return False
        self._ask(error)
        return True

    def _not_sold(self, result: AgeRefused) -> None:
        text = tr("Not sold, and noted: {item}.", item=self._asked_for)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))
