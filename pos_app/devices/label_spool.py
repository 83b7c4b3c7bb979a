"""Label spool knows the labels that wait for a label printer: as files, so that none is lost when the program ends."""

from __future__ import annotations

import errno
import re
import threading
from collections.abc import Callable
from pathlib import Path

from pos_app.devices.printer_lines import line_to
from pos_app.devices.zpl_printer import ZplPrinter
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.ports.clock import Clock
from pos_app.ports.device_events import DeviceEvents, DeviceKind, DeviceStep
from pos_app.ports.devices import LabelPlace, LabelReport
from pos_app.ports.faults import DiskFull, Fault, LabelPrinterUnreachable
from pos_app.ports.late import load

# What waits is tried again so often, on the spool's own thread.
RETRY_SECONDS = 5.0
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]")
_NUMBER = "{:08}"


class LabelSpool:
    """Whoever wants a label waits for no printer; a label leaves the spool when the printer has it, or by a person."""

    def __init__(
        self,
        folder: Path,
        where: LabelPlace,
        printer: ZplPrinter,
        clock: Clock,
        events: DeviceEvents,
    ) -> None:
        self.name = where.line
        self._dots_per_inch = where.dots_per_inch
        self._folder = folder
        self._printer = printer
        self._clock = clock
        self._events = events
        self._lock = threading.Lock()
        self._wanted = threading.Event()
        self._closed = False
        self._heard: Callable[[], None] = _nobody
        self._last_number = max(
            (int(path.stem.partition("-")[0]) for path in self._paths()), default=0
        )
        self._report = LabelReport(waiting_count=len(self._paths()))
        self._thread = threading.Thread(target=self._work, name="labels")

    def start(self) -> None:
        """Print what waits since the last time, and whatever comes."""
        self._wanted.set()
        self._thread.start()

    def take(self, name: str, zpl: bytes) -> None:
        """One label, in the order in which they come; errors: DiskFull, LabelPrinterUnreachable."""
        with self._lock:
            self._last_number += 1
            number = _NUMBER.format(self._last_number)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{number}-{_NOT_IN_A_NAME.sub('_', name)}.zpl"
            write_atomically(path, zpl, OWNER_ONLY)
        except OSError as error:
            full = error.errno in _NO_ROOM
            raise (DiskFull() if full else LabelPrinterUnreachable(str(self._folder))) from error
        self._tell(self._report.error)
        self._wanted.set()

    def print_test(self) -> None:
        """One label that says that it is a test; errors: as of any label."""
        self.take("test", load("test_label")(self._dots_per_inch))

    def drop(self) -> int:
        """Nobody needs what waits any more; gives how many there were."""
        dropped = 0
        for path in self._paths():
            path.unlink(missing_ok=True)
            dropped += 1
        self._tell(None)
        return dropped

    def report(self) -> LabelReport:
        """How it did at the last try; may be asked on any thread."""
        return self._report

    def listen(self, heard: Callable[[], None]) -> None:
        """`heard` is called on the spool's thread when something has changed."""
        self._heard = heard

    def close(self) -> None:
        """Let the label under way end, and the thread with it; what waits, waits in its files."""
        self._heard = _nobody
        self._closed = True
        self._wanted.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.zpl"))

    def _work(self) -> None:
        while not self._closed:
            self._wanted.wait(RETRY_SECONDS if self._report.waiting_count else None)
            self._wanted.clear()
            for path in self._paths():
                if self._closed or not self._prints(path):
                    break

    def _prints(self, path: Path) -> bool:
        try:
            self._printer.print_label(path.read_bytes())
        except FileNotFoundError:
            return True  # it was dropped meanwhile
        except Fault as fault:
            if str(fault) != str(self._report.error):
                self._events.note(DeviceKind.LABEL_PRINTER, DeviceStep.FAILED, error=fault)
            self._tell(fault)
            return False
        path.unlink(missing_ok=True)
        self._events.note(DeviceKind.LABEL_PRINTER, DeviceStep.WORKED, path.stem)
        self._tell(None, self._clock.read().wall_us)
        return True

    def _tell(self, error: Exception | None, good_us: int | None = None) -> None:
        with self._lock:
            last_us = good_us or self._report.last_good_us
            self._report = LabelReport(error, last_us, len(self._paths()))
        self._heard()


def label_spool(folder: Path, place: LabelPlace, clock: Clock, events: DeviceEvents) -> LabelSpool:
    """The spool of a device's settings, at work. Errors: ValueError when the line leads nowhere."""
    made = LabelSpool(folder, place, ZplPrinter(line_to(place.line)), clock, events)
    made.start()
    return made


def _nobody() -> None:
    return None
