"""Read till knows what screens say of the day and its drawer."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.ids import BusinessDate
from pos_app.domain.sale import SuspendedSale
from pos_app.domain.till import TillState
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.suspended_sales import suspended_today


@dataclass(frozen=True, slots=True)
class TillReading:
    """The open day's drawer, None before it is opened; the date that facts bear now; a day that should be closed.

    held: sales that were put aside, which a close cancels.
    """

    till: TillState | None
    business_date: BusinessDate
    unclosed_day: BusinessDate | None
    print_jobs_waiting: int
    held: tuple[SuspendedSale, ...]
    changes: Changes = Changes.NONE


class ReadTill:
    """Look at the day; changes nothing and asks for no permission."""

    def __init__(self, store: Store, days: BusinessDays) -> None:
        self._store = store
        self._days = days

    def __call__(self) -> TillReading:
        """As it is on disk."""
        return TillReading(
            till=self._store.tills.current(),
            business_date=self._days.current(),
            unclosed_day=self._days.unclosed(),
            print_jobs_waiting=len(self._store.print_queue.waiting()),
            held=suspended_today(self._store),
        )
