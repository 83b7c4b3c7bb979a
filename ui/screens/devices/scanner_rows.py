"""Scanner rows knows how what reads codes is told: each scanner with its own codes and its own speed."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.bank_card import is_bank_card
from pos_app.domain.scan import (
    BadgeCode,
    HeldSaleCode,
    LoyaltyCode,
    PickupCode,
    ReducedCode,
    ValueCardCode,
)
from pos_app.domain.symbology import reading_of
from pos_app.ports.device_lines import LineState, Scanner
from ui.figures import LocalTime
from ui.heard_scan import CAMERA, KEYBOARD, Scan, typing_source
from ui.scan_timing import ScanTiming
from ui.screens.devices.device_rows import DeviceFacts, device_row
from ui.screens.devices.view_state import DeviceCard
from ui.translation import tr, tr_count

_SHOWN_MAX = 32
# With so many each has a sign, and another one stands in the list from its first scan.
_TOLD_APART = 2


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read until now; both moments are now, by the clock of readings and by that of the store."""

    timing: ScanTiming
    local: LocalTime
    now_ns: int
    now_us: int


def scanner_facts(scanners: tuple[Scanner, ...], readings: Readings) -> tuple[DeviceFacts, ...]:
    """The scanners that type, and each at a cable of its own."""
    named = readings.timing.typing.named
    typing = [_typing_scanner(typing_source(each.name), each.name, readings) for each in named]
    if len(named) < _TOLD_APART or readings.timing.scanners.count(KEYBOARD):
        typing.append(_typing_scanner(KEYBOARD, "", readings))
    return (*typing, *(_cable_scanner(each, readings) for each in scanners))


def camera_facts(readings: Readings) -> DeviceFacts:
    """A camera that reads codes."""
    title, words = tr("Camera"), _count(CAMERA, readings)
    how = tr("Touch the camera key at the top to read a code.")
    lines = (words, *_speed(CAMERA, readings), *_latest(CAMERA, readings), how)
    return DeviceFacts(
        device_row(CAMERA, "camera", title, words, is_well=True),
        DeviceCard(title, lines, can_test=True, test_words=tr("Test the camera"), icon="camera"),
    )


def scan_words(scan: Scan) -> str:
    """What was read, as may stand on a screen: nothing that signs on, pays or names a person."""
    unshown: dict[type[object], str] = {
        BadgeCode: tr("A badge"),
        ValueCardCode: tr("A gift card"),
        LoyaltyCode: tr("A customer’s card"),
        PickupCode: tr("A pickup code"),
        HeldSaleCode: tr("The slip of a held sale"),
        ReducedCode: tr("The label of a reduced piece"),
    }
    if type(scan.code) in unshown:
        return unshown[type(scan.code)]
    if is_bank_card(scan.text):
        return tr("A bank’s card")
    printed = "".join(each if each.isprintable() else " " for each in scan.text.strip())
    return reading_of(printed).data[:_SHOWN_MAX]


def _typing_scanner(source: str, name: str, readings: Readings) -> DeviceFacts:
    """One that types; there is no port that could be looked at, so what it read is all that is known of it."""
    title = tr("Typing scanner {name}", name=name) if name else tr("Scanner that types")
    return _scanner(source, title, _count(source, readings), readings, LineState.READY)


def _cable_scanner(scanner: Scanner, readings: Readings) -> DeviceFacts:
    """One at a serial port."""
    states = {
        LineState.LOOKING: tr("Not found yet. Put its cable in."),
        LineState.LOST: tr("Gone. Look at its cable."),
    }
    words = states.get(scanner.state) or _count(scanner.name, readings)
    title = tr("Scanner at {place}", place=scanner.name)
    return _scanner(scanner.name, title, words, readings, scanner.state)


def _scanner(
    source: str, title: str, words: str, readings: Readings, state: LineState
) -> DeviceFacts:
    is_named = source in {typing_source(each.name) for each in readings.timing.typing.named}
    return DeviceFacts(
        device_row(source, "scan", title, words, state is LineState.READY),
        DeviceCard(
            title,
            (words, *_speed(source, readings), *_latest(source, readings)),
            can_test=True,
            test_words=tr("Test the scanner"),
            icon="scan",
            can_tell_apart=source == KEYBOARD,
            can_forget=is_named,
        ),
    )


def _count(source: str, readings: Readings) -> str:
    count = readings.timing.scanners.count(source)
    read = tr_count("{count} code read", "{count} codes read", count)
    return read if count else tr("No scan yet")


def _latest(source: str, readings: Readings) -> tuple[str, ...]:
    return tuple(_told(scan, readings) for scan in readings.timing.scanners.latest(source))


def _told(scan: Scan, readings: Readings) -> str:
    when = readings.local.clock(readings.now_us - (readings.now_ns - scan.heard_ns) // 1000)
    words = ", ".join(part for part in (scan_words(scan), scan.symbology) if part)
    return f"{when}  {words}"


def _speed(source: str, readings: Readings) -> tuple[str, ...]:
    """How long it takes from a scan of this one to its line on screen."""
    timing = readings.timing
    if not timing.count(source):
        return ()
    fast, slow = timing.percentile_us(source, 50), timing.percentile_us(source, 99)
    return (
        tr(
            "Half on screen in {fast} ms, 99 of 100 in {slow} ms",
            fast=_milliseconds(fast),
            slow=_milliseconds(slow),
        ),
    )


def _milliseconds(duration_us: int) -> str:
    whole, tenth = divmod(duration_us // 100, 10)
    return f"{whole}.{tenth}"
