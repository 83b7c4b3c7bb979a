"""Contact knows what a person may be told about the line to the centre, from what became of the calls."""

from __future__ import annotations

from typing import Protocol

from sync.core.failures import Busy, Failure, Refused

OFFLINE_SINCE = "offline_since_us"
LAST_CONTACT = "last_contact_us"
LAST_PROOF = "last_proof_us"
CLOCK_OFFSET = "clock_offset_ms"
REFUSED_BY_CENTRE = "refused_by_centre"
PRIVATE_KNOWN = "operators_known_us"
# The directory of customers: how many people are on this device, and when it was last what the centre lists.
CUSTOMERS_HERE = "customers_here"
CUSTOMERS_KNOWN = "customers_known_us"
# Somebody was erased, and the store file is not written anew yet.
SCRUB_DUE = "scrub_due"
CATALOGUE_ITEMS = "catalogue_items"
CATALOGUE_TOTAL = "catalogue_total"
CATALOGUE_COMPLETE = "catalogue_complete"
AGENT_PID = "agent_pid"
# What the agent finds when it looks after the files.
DISK_SHORT = "disk_short"
LONG_LOG_BYTES = "long_log_bytes"
JOURNAL_DAMAGED = "journal_damaged"
FORK_PREFIX = "fork:"

# Answers come several times a minute; a row that is written each time would wake the app each time.
CONTACT_GRAIN_US = 10_000_000
# The Date header has whole seconds, and the answer took a while.
OFFSET_GRAIN_MS = 1_500


class ContactRows(Protocol):
    """Named values beside the replica; all text."""

    def get(self, name: str) -> str | None:
        """The value, None when there is none."""
        ...

    def put(self, name: str, value: str | None) -> None:
        """Write a value; None removes it. Writing what is there already changes nothing."""
        ...


class Contact:
    """Turns the outcome of every call into "offline since", "last proof" and "head office does not know us"."""

    def __init__(self, rows: ContactRows) -> None:
        self._rows = rows

    def answered(self, wall_us: int, *, is_proof: bool, centre_time_ms: int | None) -> bool:
        """The centre answered; is_proof: and said what it holds of the journal; times since 1970 in UTC.

        True when it had been away.
        """
        was_offline = self._rows.get(OFFLINE_SINCE) is not None
        last = self._rows.get(LAST_CONTACT)
        if last is None or was_offline or abs(wall_us - int(last)) >= CONTACT_GRAIN_US:
            self._rows.put(LAST_CONTACT, str(wall_us))
        if is_proof:
            self._rows.put(LAST_PROOF, str(wall_us))
        self._rows.put(OFFLINE_SINCE, None)
        self._rows.put(REFUSED_BY_CENTRE, None)
        if centre_time_ms is not None:
            self._clock(centre_time_ms - wall_us // 1_000)
        return was_offline

    def failed(self, failure: Failure, wall_us: int) -> None:
        """A call came to nothing; only silence and strangers mean offline."""
        if isinstance(failure, Refused):
            self._rows.put(OFFLINE_SINCE, None)
            if failure.device_unknown:
                self._rows.put(REFUSED_BY_CENTRE, "1")
        elif not isinstance(failure, Busy) and self._rows.get(OFFLINE_SINCE) is None:
            self._rows.put(OFFLINE_SINCE, str(wall_us))

    def _clock(self, offset_ms: int) -> None:
        known = self._rows.get(CLOCK_OFFSET)
        if known is None or abs(int(known) - offset_ms) > OFFSET_GRAIN_MS:
            self._rows.put(CLOCK_OFFSET, str(offset_ms))
