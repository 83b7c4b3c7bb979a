"""Housekeeping knows what the journal's writer does in quiet moments: lets go of old facts, empties the log."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pos_app.files.database import Connection, empty_log
from pos_app.files.scrubbing import clear_log
from pos_app.ports.clock import Clock
from pos_app.ports.faults import DiskFull
from pos_app.storage.centre_offset import CentreOffset
from pos_app.storage.pruning import Pruned, prune

LOOK_EVERY_NS = 60 * 1_000_000_000
# A log is emptied in quiet before it is long enough to be a burden (SYNC T4).
LOG_BYTES = 256 * 1024
# By the device's own clock, when the agent last heard the centre, and so what the time was there.
LAST_CONTACT = "SELECT value FROM store.contact WHERE name = 'last_contact_us'"
HAS_BASKET = "SELECT 1 FROM main.basket LIMIT 1"


class Housekeeping:
    """Does a little at a time, once a minute, and nothing while a basket is open; nobody waits for it."""

    def __init__(
        self, connection: Connection, log: Path, clock: Clock, offset: CentreOffset
    ) -> None:
        self._connection = connection
        self._log = log
        self._clock = clock
        self._offset = offset
        self._log_is_due = False
        # Not in the first minute of a start.
        self._looked_ns = clock.read().monotonic_ns

    def look(self) -> int:
        """Do what is due; gives how many facts were let go of. Errors: StorageBroken."""
        now = self._clock.read()
        if now.monotonic_ns - self._looked_ns < LOOK_EVERY_NS:
            return 0
        self._looked_ns = now.monotonic_ns
        if self._connection.execute(HAS_BASKET).fetchall():
            return 0
        pruned = Pruned()
        centre_us = self._centre_time_at_last_contact()
        if centre_us is not None:
            with suppress(DiskFull):
                pruned = prune(self._connection, centre_us)
        self._log_is_due |= pruned.names_people
        if self._log_is_due:
            self._log_is_due = not clear_log(self._connection)
        elif self._log.exists() and self._log.stat().st_size > LOG_BYTES:
            empty_log(self._connection)
        return pruned.count

    def _centre_time_at_last_contact(self) -> int | None:
        """Not the time now: a clock that has jumped since would make everything look old enough to let go of."""
        heard = self._connection.execute(LAST_CONTACT).fetchall()
        if not heard or self._offset.milliseconds is None:
            return None
        return int(heard[0][0]) + self._offset.milliseconds * 1_000
