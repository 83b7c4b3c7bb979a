"""Scan stream brings all that is scanned or typed together: each code once, parsed, on the thread of the screens."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos_app.domain.scan import STANDARD_RULES, CodeRules
from pos_app.ports.device_lines import Reading, Scanner
from ui.heard_scan import TYPED, Scan
from ui.scan_timing import ScanTiming


class ScanStream(QObject):
    """In the order in which each source read them; nothing waits for a scanner, and no reading is dropped."""

    scanned = Signal(object)
    half_scanned = Signal(object)
    turned = Signal()
    # what scanners tell on threads of their own
    _heard = Signal(object)
    _changed = Signal()

    def __init__(self, timing: ScanTiming, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("scanStream")
        self.timing = timing
        self._rules: Callable[[], CodeRules] = lambda: STANDARD_RULES
        self._heard.connect(self.read, Qt.ConnectionType.QueuedConnection)
        self._changed.connect(self._has_turned, Qt.ConnectionType.QueuedConnection)

    def obey(self, rules: Callable[[], CodeRules]) -> None:
        """From now on codes mean what the store has set."""
        self._rules = rules

    def listen_to(self, scanners: Sequence[Scanner]) -> None:
        """Begin with the scanners that do not type."""
        for scanner in scanners:
            scanner.listen(self._heard.emit, self._changed.emit)

    def typed(self, text: str) -> None:
        """A person typed a number and confirmed it."""
        self.read(Reading(text, TYPED, time.perf_counter_ns()))

    @Slot(object)
    def read(self, reading: Reading) -> None:
        """A scanner or a camera read something."""
        scan = Scan.of(reading, self._rules())
        if reading.is_half:
            self.half_scanned.emit(scan)
        elif self.timing.scanners.takes(reading, scan):
            self.scanned.emit(scan)

    @Slot()
    def _has_turned(self) -> None:
        self.turned.emit()
