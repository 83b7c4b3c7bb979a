"""Serial devices knows which scanners, which scale and which small display a device's settings name."""

from __future__ import annotations

from pos_app.devices.line_display import SerialDisplay
from pos_app.devices.serial_line import SerialSettings
from pos_app.devices.serial_scanner import SerialScanner
from pos_app.devices.sics_scale import SicsScale
from pos_app.ports.device_events import DeviceEvents
from pos_app.ports.device_lines import NO_DISPLAY, NO_SCALE, CableDevices


def serial_devices(scanners: str, scale: str, display: str, events: DeviceEvents) -> CableDevices:
    """scanners: ports apart by spaces. Errors: ValueError when a speed is no number."""
    ports = [SerialSettings.of(text) for text in scanners.split()]
    return CableDevices(
        tuple(SerialScanner(port, events) for port in ports),
        SicsScale(SerialSettings.of(scale), events) if scale else NO_SCALE,
        SerialDisplay(SerialSettings.of(display), events) if display else NO_DISPLAY,
    )
