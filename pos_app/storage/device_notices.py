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
    if _clock_off_us(contact, begun_us, now_us) > CLOCK_OFF_MS * 1_000:
        notices.add(DeviceNotice.CLOCK_OFF)
    elif now_us - _heard_us(contact, begun_us) > CLOCK_UNKNOWN_US:
        notices.add(DeviceNotice.CLOCK_UNKNOWN)
    return frozenset(notices)


def clock_off_s(contact: Mapping[str, str], begun_us: int, now_us: int) -> int:
    """How far the clock is off, in seconds: as head office's answers say, or as far as it was set back since."""
    return _clock_off_us(contact, begun_us, now_us) // 1_000_000


def room_left_bytes(contact: Mapping[str, str]) -> int | None:
    """What is left of a short disk, None while there is enough."""
    room = contact.get("disk_short")
    return int(room) if room else None


def _clock_off_us(contact: Mapping[str, str], begun_us: int, now_us: int) -> int:
    offset_us = abs(int(contact.get("clock_offset_ms") or 0)) * 1_000
    return max(offset_us, _heard_us(contact, begun_us) - now_us)


def _heard_us(contact: Mapping[str, str], begun_us: int) -> int:
    return int(contact.get("last_contact_us") or begun_us)
