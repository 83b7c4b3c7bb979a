"""Scan stream brings all scanners of a register together: each code once, on the thread of the screens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos_app.ports.device_lines import Reading, Scanner
from ui.scanner_readings import CAMERA, KEYBOARD, ScannerReadings


class ScanStream(QObject):
    """In the order in which each scanner read them; nothing waits for a scanner, and no reading is dropped."""

    scanned = Signal(str, object)
    half_scanned = Signal(str)
    turned = Signal()
    # what scanners tell on threads of their own
    _heard = Signal(object)
    _changed = Signal()

    def __init__(self, readings: ScannerReadings, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("scanStream")
        self._readings = readings
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._changed.connect(self._has_turned, Qt.ConnectionType.QueuedConnection)

    def listen_to(self, scanners: Sequence[Scanner]) -> None:
        """Begin with the scanners that do not type."""
        for scanner in scanners:
            scanner.listen(self._heard.emit, self._changed.emit)

    @Slot(str, object, object)
    def typed(self, text: str, heard_ns: int, struck_ns: int) -> None:
        """A scanner that types like a keyboard read something."""
        self._take(Reading(text, KEYBOARD, heard_ns, made_ns=struck_ns))

    def seen(self, text: str, heard_ns: int) -> None:
        """A camera read something."""
        self._take(Reading(text, CAMERA, heard_ns))

    @Slot(object)
    def _take(self, reading: Reading) -> None:
        if reading.is_half:
            self.half_scanned.emit(reading.text)
        elif self._readings.takes(reading):
            self.scanned.emit(reading.text, reading.heard_ns)

    @Slot()
    def _has_turned(self) -> None:
        self.turned.emit()
