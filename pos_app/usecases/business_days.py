"""Business days knows which date the register's facts bear, and when a day should have been closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pos_app.domain.ids import BusinessDate
from pos_app.domain.refusals.till import DayNotClosed, TillNotOpen
from pos_app.domain.till import TillState, next_business_date
from pos_app.ports.clock import Clock
from pos_app.ports.journal import Tills
from pos_app.usecases.session import Session

# A store that sells past midnight is not asked to close before this hour of the morning.
DAY_ENDS_HOUR = 4


class BusinessDays:
    """The day is a stored date that only its close changes; the clock merely proposes the next one."""

    def __init__(self, tills: Tills, session: Session, clock: Clock, time_zone: str) -> None:
        self._tills = tills
        self._session = session
        self._clock = clock
        self._zone = ZoneInfo(time_zone)

    def local_now(self) -> datetime:
        """The time on the store's wall."""
        return self._clock.read().corrected.astimezone(self._zone)

    def day_of(self, time_us: int) -> BusinessDate:
        """The date on the store's wall at a time in microseconds UTC."""
        local = datetime.fromtimestamp(time_us // 1_000_000, self._zone)
        return BusinessDate(local.date().isoformat())

    def current(self) -> BusinessDate:
        """The open day's date, or the one that opening the till would begin."""
        till = self._tills.current()
        if till is not None:
            return till.business_date
        today = BusinessDate(self.local_now().date().isoformat())
        return next_business_date(today, self._tills.last_closed())

    def unclosed(self) -> BusinessDate | None:
        """An open day that ended before this morning."""
        till = self._tills.current()
        last_end = (self.local_now() - timedelta(hours=DAY_ENDS_HOUR)).date().isoformat()
        return till.business_date if till is not None and till.business_date < last_end else None

    def check_closed(self) -> None:
        """Refuse to sell into a day that should have ended. Errors: DayNotClosed."""
        if self._session.unclosed_day is not None:
            raise DayNotClosed(self._session.unclosed_day)

    def open_till(self) -> TillState:
        """The drawer with its float. Errors: DayNotClosed, TillNotOpen."""
        self.check_closed()
        till = self._tills.current()
        if till is None or not till.is_open:
            raise TillNotOpen
        return till
