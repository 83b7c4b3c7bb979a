"""Side records knows how what names people reaches the centre: apart from the facts, until the centre has it."""

from __future__ import annotations

from sync.core.backoff import Backoff
from sync.core.failures import Busy, Failure, Refused
from sync.core.ports import SideRecordRows
from sync.core.steps import Answered, Event, Failed, SendSideRecords, Step, Woken
from sync.wire.messages import BATCH_FACTS_MAX, SideRecords, SideRecordsReply

# What the centre did not keep, as of a person who was erased, is offered again so often; what it keeps once more, for
# the standby that took over may have missed it, and no feed tells (SYNC T13).
LOOK_INTERVAL_US = 300_000_000
_NOT_A_RECORD = 422
_TOO_LARGE = 413


class SideRecordSender:
    """Offers records until the centre holds each; it may be asked to take the same one again, which changes nothing.

    Protects: one record that the centre refuses holds back no other.
    """

    def __init__(self, rows: SideRecordRows, backoff: Backoff) -> None:
        self._rows = rows
        self._backoff = backoff
        self._limit = BATCH_FACTS_MAX
        self._not_before_us = 0
        self._offered: list[str] = []
        self._put_off: set[str] = set()
        self._put_off_until_us = 0
        self._proof_us = 0

    def on(self, event: Event, now_us: int) -> Step:
        """The next step; one call is in flight at most."""
        if isinstance(event, Failed):
            return self._failed(event.failure, now_us)
        if isinstance(event, Answered) and isinstance(event.reply, SideRecordsReply):
            self._came(event.reply, now_us)
        elif now_us < self._not_before_us and not (isinstance(event, Woken) and event.at_once):
            return Step(wake_us=self._not_before_us)
        return self._next(now_us)

    def _came(self, reply: SideRecordsReply, now_us: int) -> None:
        held = sorted(set(reply.held) & set(self._offered))
        self._rows.hold(held)
        self._proof_us = now_us + LOOK_INTERVAL_US
        self._put_off_later(set(self._offered) - set(held), now_us)
        self._limit = BATCH_FACTS_MAX
        self._not_before_us = 0
        self._backoff.worked()

    def _next(self, now_us: int) -> Step:
        if now_us >= self._put_off_until_us:
            self._put_off.clear()
        put_off = frozenset(self._put_off)
        records = self._rows.waiting(self._limit, put_off)
        if not records and now_us >= self._proof_us:
            records = self._rows.doubtful(self._limit, put_off)
        self._offered = [record.commitment for record in records]
        if records:
            return Step(SendSideRecords(SideRecords(records)))
        # The app rings when there is a new one; that the store's feed has another epoch is seen at the next look.
        return Step(wake_us=self._put_off_until_us if self._put_off else now_us + LOOK_INTERVAL_US)

    def _failed(self, failure: Failure, now_us: int) -> Step:
        if isinstance(failure, Refused) and failure.status in (_NOT_A_RECORD, _TOO_LARGE):
            if len(self._offered) > 1:
                self._limit = max(1, len(self._offered) // 2)
            else:
                self._put_off_later(set(self._offered), now_us)
        at_least_ms = failure.retry_after_ms if isinstance(failure, Busy) else None
        self._not_before_us = self._backoff.failed(now_us, at_least_ms)
        return Step(wake_us=self._not_before_us)

    def _put_off_later(self, commitments: set[str], now_us: int) -> None:
        if commitments:
            self._put_off |= commitments
            self._put_off_until_us = now_us + LOOK_INTERVAL_US
