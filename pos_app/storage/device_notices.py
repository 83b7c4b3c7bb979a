"""Device notices knows what the agent's notebook and the clocks say about this device, besides sending."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.ports.replica import DeviceNotice

CLOCK_OFF_MS = 120_000
CLOCK_UNKNOWN_US = 24 * 3_600 * 1_000_000
_FOUND = {
    "disk_short": DeviceNotice.DISK_SHORT,
    "long_log_bytes": DeviceNotice.LONG_LOG,
    "journal_damaged": DeviceNotice.JOURNAL_DAMAGED,
}


def device_notices(
    contact: Mapping[str, str], begun_us: int, now_us: int
) -> frozenset[DeviceNotice]:
    """begun_us: when this life of the journal began; now_us: both in microseconds UTC as the device believes.

    Times order nothing (SYNC T7): a clock that is off changes what people are told, and no sale.
    """
    notices = {notice for name, notice in _FOUND.items() if contact.get(name)}
    heard_us = int(contact.get("last_contact_us") or begun_us)
    offset = contact.get("clock_offset_ms")
    was_set_back = heard_us - now_us > CLOCK_OFF_MS * 1_000
    if was_set_back or (offset is not None and abs(int(offset)) > CLOCK_OFF_MS):
        notices.add(DeviceNotice.CLOCK_OFF)
    elif now_us - heard_us > CLOCK_UNKNOWN_US:
        notices.add(DeviceNotice.CLOCK_UNKNOWN)
    return frozenset(notices)
