"""Last trouble knows what a device had last, of which its state says nothing any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pos_app.ports.device_events import DeviceEvent, DeviceKind, DeviceStep
from pos_app.ports.faults import Fault
from ui.fault_messages import notice_of
from ui.figures import LocalTime
from ui.heard_scan import CAMERA
from ui.screens.devices.device_rows import (
    DISPLAY,
    DRAWER,
    LABELS,
    PRINTER,
    SCALE,
    TERMINAL,
    DeviceFacts,
)
from ui.screens.devices.view_state import DeviceCard
from ui.translation import tr

_KINDS = {
    PRINTER: DeviceKind.RECEIPT_PRINTER,
    DRAWER: DeviceKind.CASH_DRAWER,
    SCALE: DeviceKind.SCALE,
    LABELS: DeviceKind.LABEL_PRINTER,
    DISPLAY: DeviceKind.CUSTOMER_DISPLAY,
    TERMINAL: DeviceKind.TERMINAL,
    CAMERA: DeviceKind.CAMERA,
}


def with_last_trouble(
    device: DeviceFacts, events: Sequence[DeviceEvent], local: LocalTime
) -> DeviceCard:
    """The card of a device with its last trouble and when it came; events: the newest first."""
    mine = (event for event in events if _is_of(device.row.key, event) and _words(event))
    last = next(mine, None)
    if last is None or _words(last) in device.card.lines:
        return device.card
    told = tr("Last trouble {time}: {what}", time=local.clock(last.at_us), what=_words(last))
    return replace(device.card, lines=(*device.card.lines, told))


def _is_of(key: str, event: DeviceEvent) -> bool:
    kind = _KINDS.get(key)
    if kind is None:
        return event.kind is DeviceKind.SCANNER and event.place == key
    return event.kind is kind


def _words(event: DeviceEvent) -> str:
    """What went wrong, "" where nothing did."""
    if isinstance(event.error, Fault):
        return notice_of(event.error).text
    return {
        DeviceStep.LEFT: tr("Gone"),
        DeviceStep.FAILED: tr("Not done"),
        DeviceStep.STAYS_OPEN: tr("Stays open"),
        DeviceStep.RUNS_LOW: tr("Runs low"),
    }.get(event.step, "")
