"""Machine check looks at what is around a device's files: fonts, disk, clock, head office, each device it is set to."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pos_app.devices.printer_lines import Deadline, Wire, line_to
from pos_app.devices.printer_status import (
    COVER_OPEN,
    CUTTER_STUCK,
    HALTED,
    PAPER_OUT,
    is_status,
    state_of,
)
from pos_app.devices.zpl_printer import reason_on
from pos_app.files.ballast import FREE_BYTES_COMFORTABLE
from pos_app.files.device_settings import PRINT_TO_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.ports.camera import NO_CAMERA
from pos_app.storage.folder_reading import FolderReading
from pos_app.system_check import Check, agent_check, centre_check

TIMEOUT_MS = 2_000
CLOCK_OFF_MS = 60_000
_FONTS = Path(__file__).parents[1] / "resources" / "fonts"
_FONT_FILES = ("IBMPlexSans_500Medium.ttf", "IBMPlexSansArabic_500Medium.ttf")
_TRUE_TYPE = b"\x00\x01\x00\x00"
_MEGABYTE = 1_000_000
_MENDED = {
    COVER_OPEN: "open; close it",
    PAPER_OUT: "out of paper; put a roll in",
    CUTTER_STUCK: "its knife is stuck; open it and free the knife",
    HALTED: "stopped by an error; switch it off and on",
}
# The rules of the package let in whoever sits at the machine.
_NOT_LET_IN = (
    "this person may not open it; sign on at the machine itself, or join the group dialout or lp"
)


def machine_checks(folder: DeviceFolder, settings: DeviceSettings) -> Iterator[Check]:
    """One line a thing; a device is asked as the app asks it, and nothing is printed or opened."""
    yield from _fonts()
    yield _disk(folder)
    yield _clock(folder)
    yield agent_check(folder.root)
    yield centre_check(settings.centre_url)
    yield _receipt_printer(settings.printer)
    if settings.label_printer:
        yield _answers("label printer", settings.label_printer, _label_reason)
    yield from _ports(settings)
    if settings.terminal:
        yield from _terminal(folder, settings.terminal)
    yield _camera(settings.camera)


def _fonts() -> Iterator[Check]:
    for name in _FONT_FILES:
        path = _FONTS / name
        is_well = path.is_file() and path.read_bytes()[: len(_TRUE_TYPE)] == _TRUE_TYPE
        yield is_well, f"font {name}" + ("" if is_well else ": install the program again")


def _disk(folder: DeviceFolder) -> Check:
    free = shutil.disk_usage(folder.root).free
    words = f"disk: {free // _MEGABYTE} MB left"
    is_well = free >= FREE_BYTES_COMFORTABLE
    return is_well, words if is_well else f"{words}: free {FREE_BYTES_COMFORTABLE // _MEGABYTE}"


def _clock(folder: DeviceFolder) -> Check:
    """As the agent heard it last from head office."""
    if not folder.journal.exists():
        return True, "clock: not compared yet, the app never ran"
    reading = FolderReading(folder)
    try:
        off_ms = reading.centre_offset_ms
    finally:
        reading.close()
    if off_ms is None:
        return True, "clock: not compared yet, head office was never reached"
    is_well = abs(off_ms) < CLOCK_OFF_MS
    words = f"clock: {abs(off_ms) // 1000} s off"
    return is_well, words if is_well else f"{words}: set it, or let the machine set it by network"


def _receipt_printer(where: str) -> Check:
    if where == PRINT_TO_FILE:
        return True, "receipt printer: none, receipts are kept as files"
    return _answers("receipt printer", where, _paper_reason)


def _answers(what: str, where: str, ask: Callable[[Wire, Deadline], tuple[bool, str]]) -> Check:
    try:
        line = line_to(where)
        with line.open(TIMEOUT_MS) as wire:
            if not line.answers:
                return True, f"{what} at {where}: there, it never answers"
            is_well, words = ask(wire, Deadline(TIMEOUT_MS))
    except PermissionError:
        return False, f"{what} at {where}: {_NOT_LET_IN}"
    except (OSError, ValueError):
        return False, f"{what} at {where}: no answer; switch it on, look at its cable"
    return is_well, f"{what} at {where}: {words}"


def _paper_reason(wire: Wire, deadline: Deadline) -> tuple[bool, str]:
    state = state_of(partial(_asked, wire, deadline))
    if state.reason is not None:
        return False, _MENDED[state.reason]
    return True, "answers, its paper runs low" if state.paper_is_low else "answers"


def _label_reason(wire: Wire, deadline: Deadline) -> tuple[bool, str]:
    reason = reason_on(wire, deadline)
    return reason is None, "answers" if reason is None else f"{reason.replace('_', ' ')}; mend it"


def _asked(wire: Wire, deadline: Deadline, query: bytes) -> int:
    wire.send(query, deadline)
    while not is_status(received := wire.receive(deadline)):
        pass
    return received


def _ports(settings: DeviceSettings) -> Iterator[Check]:
    told = [("scanner", port) for port in settings.scanners.split()]
    told += [("scale", settings.scale), ("customer display", settings.line_display)]
    for what, text in told:
        port = text.partition("@")[0]
        if port.startswith("/"):
            yield _port(f"port {port} of a {what}", Path(port))
        elif port:
            yield True, f"port {port} of a {what} is asked for by its name"


def _port(words: str, port: Path) -> Check:
    if not port.exists():
        return False, f"{words}: put its cable in"
    may_open = os.access(port, os.R_OK | os.W_OK)
    return may_open, words if may_open else f"{words}: {_NOT_LET_IN}"


def _terminal(folder: DeviceFolder, setting: str) -> Iterator[Check]:
    known = folder.terminal_certificate.exists()
    words = "the terminal's certificate"
    yield known, words if known else f"{words} is missing: devices --terminal-certificate FILE"
    host, _, port = setting.rpartition("@")[2].rpartition(":")
    is_there = _can_connect((host, int(port)))
    words = "answers" if is_there else "no answer; switch it on, look at its network"
    yield is_there, f"card terminal at {host}:{port}: {words}"


def _camera(setting: str) -> Check:
    if setting == NO_CAMERA:
        return True, "camera: not to be used"
    if setting:
        is_there = Path(setting).is_dir()
        return is_there, f"camera: pictures in {setting}" + ("" if is_there else ": no such folder")
    devices = list(Path("/dev").glob("video*"))
    return True, "camera: there" if devices else "camera: none seen, its key stays away"


def _can_connect(address: tuple[str, int]) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(address, TIMEOUT_MS / 1000):
        return True
    return False
