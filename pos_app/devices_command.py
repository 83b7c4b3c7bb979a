"""Devices command says and sets what this register is connected to: printer, scanners, scale, terminal, display."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import asdict, replace
from pathlib import Path

from pos_app.devices.logo import logo_png
from pos_app.files.atomic_file import EVERYBODY_READS, write_atomically
from pos_app.files.device_settings import (
    NO_SENSOR,
    OPEN_IS_HIGH,
    OPEN_IS_LOW,
    PRINT_TO_FILE,
    SILENT,
    DeviceSettings,
)
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import data_folder
from pos_app.files.secrets import TERMINAL_KEY, open_secrets
from ui.wedge_capture import WedgeSettings
from ui.wedge_layout import LAYOUTS

NOT_READY = 3
NO_LOGO = "none"
_SETTINGS = (
    "printer",
    "drawer_sensor",
    "scanners",
    "scale",
    "customer_display",
    "terminal",
    "label_printer",
    "label_dpi",
    "line_display",
    "camera",
    "keyboard_scanner",
)
_PRINTER = re.compile(
    rf"{PRINT_TO_FILE}|[^\s:@,]+:\d{{1,5}}|/[^\s@,]+({SILENT})?|[^\s@,]+@\d{{3,7}}"
)
_TERMINAL = re.compile(r"[^\s@]+@[^\s:@]+:\d{1,5}")
_TERMINAL_KEY = re.compile(r"[^\s:]+:\d+:.+")
_PORT = re.compile(r"[^\s@]+(@\d{3,7})?")


def main(arguments: list[str]) -> int:
    """Print what the device is connected to; with options, set it first. The app reads it at its next start."""
    chosen = _parser().parse_args(arguments)
    folder = DeviceFolder(chosen.data)
    settings = DeviceSettings.load(folder)
    if settings is None:
        sys.stderr.write(f"no device in {folder.root}: open the app and set it up\n")
        return NOT_READY
    told = {name: getattr(chosen, name) for name in _SETTINGS}
    changed = {name: value for name, value in told.items() if value is not None}
    if changed:
        settings = replace(settings, **changed)
        settings.save(folder)
    if not _know_terminal(folder, settings, chosen.terminal_certificate, chosen.terminal_key):
        sys.stderr.write("certificate or key of the terminal cannot be read\n")
        return NOT_READY
    if chosen.logo is not None and not _set_logo(folder, chosen.logo):
        sys.stderr.write(f"{chosen.logo} is no picture that can be read\n")
        return NOT_READY
    stored = asdict(settings)
    for name in _SETTINGS:
        sys.stdout.write(f"{name:<17} {stored[name] or 'none'}\n")
    sys.stdout.write(f"{'logo':<17} {folder.logo.name if folder.logo.exists() else 'none'}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pos_app devices", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument(
        "--printer",
        type=_printer,
        help='"host:port", "/dev/usb/lp0" (",silent" behind it: it never answers), "PORT@BAUD", "file"',
    )
    parser.add_argument(
        "--drawer-sensor",
        choices=(OPEN_IS_LOW, OPEN_IS_HIGH, NO_SENSOR),
        help="the level of the sensor that means open",
    )
    parser.add_argument(
        "--label-printer", type=_label_printer, help='as --printer, but no file; or "" for none'
    )
    parser.add_argument("--label-dpi", type=int, choices=(203, 300), help="how fine its head is")
    parser.add_argument(
        "--scanners", type=_ports, help='serial ports, apart by spaces: "PORT@BAUD"'
    )
    parser.add_argument("--scale", type=_port, help='a serial port, "PORT@BAUD", or "" for none')
    parser.add_argument(
        "--customer-display",
        choices=("full", "window", ""),
        help='"full" fills the second screen, "window" stands beside the till, "" is none',
    )
    parser.add_argument(
        "--line-display",
        type=_port,
        help='a customer display of two lines: "PORT@BAUD", "" for none',
    )
    parser.add_argument(
        "--camera", help='"" for the machine\'s own, "none", or a folder of pictures in its place'
    )
    parser.add_argument(
        "--terminal", type=_terminal, help='a card terminal, "POIID@host:port", or "" for none'
    )
    parser.add_argument(
        "--terminal-certificate", type=Path, help="a file: by this certificate it is known"
    )
    parser.add_argument(
        "--terminal-key", type=Path, help="a file with one line: identifier:version:passphrase"
    )
    parser.add_argument(
        "--logo", help="a picture for the top of each receipt, or none for no picture"
    )
    parser.add_argument(
        "--keyboard-scanner",
        type=_keyboard_scanner,
        help="how scanners that type do so, as usual or "
        '"scanner=Counter:~ scanner=Hand:! suffix=# layout=fr gap=40"',
    )
    return parser


def _know_terminal(
    folder: DeviceFolder, settings: DeviceSettings, certificate: Path | None, key: Path | None
) -> bool:
    """Keep the certificate beside the device's files, and the key where its other secrets are."""
    try:
        if certificate is not None:
            write_atomically(folder.terminal_certificate, certificate.read_bytes(), EVERYBODY_READS)
        if key is not None:
            line = key.read_text(encoding="utf-8").strip()
            if _TERMINAL_KEY.fullmatch(line) is None:
                return False
            open_secrets(settings, folder).set(TERMINAL_KEY, line)
    except OSError:
        return False
    return True


def _set_logo(folder: DeviceFolder, picture: str) -> bool:
    if picture == NO_LOGO:
        folder.logo.unlink(missing_ok=True)
        return True
    try:
        write_atomically(folder.logo, logo_png(Path(picture)), EVERYBODY_READS)
    except OSError:
        return False
    return True


def _printer(text: str) -> str:
    return _checked(
        _PRINTER, text, 'say "192.168.1.40:9100", "/dev/usb/lp0", "/dev/ttyUSB0@38400" or "file"'
    )


def _label_printer(text: str) -> str:
    if text == PRINT_TO_FILE:
        raise argparse.ArgumentTypeError('"" keeps labels as files')
    return text and _printer(text)


def _terminal(text: str) -> str:
    return text and _checked(_TERMINAL, text, 'say "V400m-324688179@192.168.1.50:8443"')


def _keyboard_scanner(text: str) -> str:
    try:
        WedgeSettings.of(text)
    except ValueError as error:
        message = f'"{error}" is none of prefix, scanner, suffix, layout ({", ".join(sorted(LAYOUTS))}) and gap'
        raise argparse.ArgumentTypeError(message) from error
    return text


def _port(text: str) -> str:
    return text and _checked(_PORT, text, 'say "/dev/ttyUSB0" or "/dev/ttyUSB0@9600"')


def _ports(text: str) -> str:
    return " ".join(_port(part) for part in text.split())


def _checked(pattern: re.Pattern[str], text: str, otherwise: str) -> str:
    if pattern.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(otherwise)
    return text
