"""Device words knows what a person is told of the device itself, though it sells on: what it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.replica import DeviceNotice, SendingStatus
from ui.notice_state import NoticeKind, NoticeState
from ui.refusal_notice import NoticeAction
from ui.translation import tr, tr_count

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3_600, 86_400
_MEGABYTE = 1_000_000
# So many minutes or hours are said as such; beyond that the next larger unit is easier to read.
_MINUTES_MAX, _HOURS_MAX = 120, 48


@dataclass(frozen=True, slots=True)
class DeviceMatter:
    """One thing to know of this device; a grave one stands on the strip too, for whoever is signed on.

    steps: what to do in turn and what is typed for it, where it is more than a sentence.
    """

    key: str
    what: str
    to_do: str
    is_grave: bool = False
    steps: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Both sentences."""
        return f"{self.what} {self.to_do}"

    def notice(self) -> NoticeState:
        """As the strip says it; its key leads to all of it."""
        return NoticeState(
            NoticeKind.FAULT,
            self.text,
            key_text=tr("Details"),
            key_action=NoticeAction.DETAILS,
            subject=f"device {self.key}",
        )


def device_matters(status: SendingStatus) -> tuple[DeviceMatter, ...]:
    """All there is to know, the gravest first."""
    matters = []
    if status.refused_by_centre:
        matters.append(_unknown_to_centre())
    notices = (
        (DeviceNotice.JOURNAL_DAMAGED, _journal_damaged()),
        (DeviceNotice.DISK_SHORT, _disk_short(status.room_left_bytes)),
        (DeviceNotice.CLOCK_OFF, _clock_off(status.clock_off_s)),
    )
    matters += [matter for notice, matter in notices if notice in status.notices]
    if status.second_copy_failed:
        matters.append(_second_copy_failed())
    notices_to_keep = (
        (DeviceNotice.CLOCK_UNKNOWN, _clock_unknown()),
        (DeviceNotice.LONG_LOG, _long_log()),
    )
    matters += [matter for notice, matter in notices_to_keep if notice in status.notices]
    return tuple(matters)


def _unknown_to_centre() -> DeviceMatter:
    return DeviceMatter(
        "refused",
        tr("Head office does not know this register."),
        tr("Sales are safe. Call head office to admit it again."),
        is_grave=True,
        steps=admission_steps(),
    )


def admission_steps() -> tuple[tuple[str, str], ...]:
    """How a register gets known again at a head office that was restored: what to do, and what is typed for it."""
    return (
        (tr("1  Type here, and read it out"), "python -m pos_app admit"),
        (tr("2  Head office makes a code"), "python -m central admit-device"),
        (tr("3  Close this, type the code"), "python -m pos_app admit --code"),
    )


def _journal_damaged() -> DeviceMatter:
    return DeviceMatter(
        DeviceNotice.JOURNAL_DAMAGED,
        tr("This register’s records are damaged in one place."),
        tr("Finish this sale, then close the program and start it again."),
        is_grave=True,
    )


def _disk_short(room_left_bytes: int | None) -> DeviceMatter:
    megabytes = (room_left_bytes or 0) // _MEGABYTE
    return DeviceMatter(
        DeviceNotice.DISK_SHORT,
        tr("This device is nearly full ({count} MB left).", count=megabytes),
        tr("Sales are safe. Call head office today."),
        is_grave=True,
    )


def _clock_off(off_s: int) -> DeviceMatter:
    return DeviceMatter(
        DeviceNotice.CLOCK_OFF,
        _how_far_off(off_s),
        tr("Sales are kept, times get mended. Have the clock set."),
        is_grave=True,
    )


def _how_far_off(off_s: int) -> str:
    minutes, hours, days = off_s // _MINUTE_S, off_s // _HOUR_S, off_s // _DAY_S
    if minutes < _MINUTES_MAX:
        return tr_count("Clock is {count} minute off.", "Clock is {count} minutes off.", minutes)
    if hours < _HOURS_MAX:
        return tr_count("Clock is {count} hour off.", "Clock is {count} hours off.", hours)
    return tr_count("Clock is {count} day off.", "Clock is {count} days off.", days)


def _clock_unknown() -> DeviceMatter:
    return DeviceMatter(
        DeviceNotice.CLOCK_UNKNOWN,
        tr("Nobody has checked the clock for a day."),
        tr("Compare it with another one. Have it set if it is off."),
    )


def _second_copy_failed() -> DeviceMatter:
    return DeviceMatter(
        "second_copy",
        tr("The second disk does not take its copy."),
        tr("Sales are safe here. Look at the disk."),
    )


def _long_log() -> DeviceMatter:
    return DeviceMatter(
        DeviceNotice.LONG_LOG,
        tr("A file of this register grows too long."),
        tr("Sell on. Tonight close the program and start it again."),
    )
