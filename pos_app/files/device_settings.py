"""Device settings knows what this device is: written at enrolment, read by app and agent alike."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from pos_app.domain.ids import BusinessUnit, DeviceId, Workstation
from pos_app.files.atomic_file import EVERYBODY_READS, write_atomically
from pos_app.files.layout import DeviceFolder

KEYRING = "keyring"
KEY_FILE = "key-file"
PRINT_TO_FILE = "file"
# Behind a printer's device file from which nothing can be read.
SILENT = ",silent"
# The level of the drawer's sensor that means open.
NO_SENSOR, OPEN_IS_LOW, OPEN_IS_HIGH = "", "low", "high"


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """Who the device is and what it is connected to; no secret stands here.

    secrets: "keyring" or "key-file"; printer: "file", "host:port", "/dev/usb/lp0" (with ",silent" where nothing can be
    read from it) or a serial port with its speed, "PORT@BAUD"; drawer_sensor: the level of its pin that means open,
    "low" or "high", "" without one; label_printer: as printer, "" for none; label_dpi: how fine its head is;
    scanners: serial ports, apart by spaces, scale and line_display: one, each "PORT" or "PORT@BAUD", "" for none;
    customer_display: "full", "window" or "" for none; rescue_folder: another disk that takes a second copy of each
    fact, None for none; ballast_bytes: room kept for the moment in which the disk is full;
    camera: "" for the machine's own, "none", or a folder of pictures that stands for one;
    terminal: "POIID@host:port" of the card terminal, "" for none;
    keyboard_scanner: how scanners that type do so, "scanner=Counter:~ suffix=# layout=fr gap=40", "" for as usual.
    """

    device_id: DeviceId
    business_unit: BusinessUnit
    workstation: Workstation
    zone: str
    currency: str
    time_zone: str
    store_name: str
    device_class: str
    scale_percent: int
    centre_url: str
    secrets: str = KEYRING
    printer: str = PRINT_TO_FILE
    scanners: str = ""
    scale: str = ""
    customer_display: str = ""
    rescue_folder: str | None = None
    ballast_bytes: int = 128 * 1024 * 1024
    terminal: str = ""
    drawer_sensor: str = NO_SENSOR
    label_printer: str = ""
    label_dpi: int = 203
    line_display: str = ""
    camera: str = ""
    keyboard_scanner: str = ""

    @staticmethod
    def load(folder: DeviceFolder) -> DeviceSettings | None:
        """The settings of an enrolled device, None before enrolment; what is not known here is passed over."""
        try:
            stored = json.loads(folder.settings.read_bytes())
        except FileNotFoundError:
            return None
        known = {field.name for field in fields(DeviceSettings)}
        return DeviceSettings(**{name: stored[name] for name in known & stored.keys()})

    def save(self, folder: DeviceFolder) -> None:
        """Replace the stored settings."""
        text = json.dumps(asdict(self), indent=2, sort_keys=True)
        write_atomically(folder.settings, text.encode() + b"\n", EVERYBODY_READS)
