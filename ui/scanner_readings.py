"""Scanner readings knows what each source of codes read last, and which readings are one held trigger."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from pos_app.ports.device_lines import Reading
from ui.heard_scan import Scan

# A trigger that is held reads the same code again and again; no hand shows a scanner two equal pieces so fast.
HELD_MS = 120
# Whoever tries a scanner shows it a code soon; later codes are goods again.
TRIAL_SECONDS = 30
# So many codes of each scanner are shown.
LAST = 3
_NS_PER_MS = 1_000_000
_NS_PER_SECOND = 1_000_000_000
_Told = Callable[[Scan], None]


class ScannerReadings:
    """Two scanners are told apart: the same code from both is two pieces. What a hand types is never held back."""

    def __init__(self) -> None:
        self._last: dict[str, Reading] = {}
        self._counts: dict[str, int] = {}
        self._scans: dict[str, deque[Scan]] = {}
        self._trial: tuple[frozenset[str], int, _Told] | None = None

    def try_next(self, sources: frozenset[str], now_ns: int, told: _Told) -> None:
        """The next code of these is told, and goes no further; now_ns: the clock by which readings are heard."""
        self._trial = (sources, now_ns + TRIAL_SECONDS * _NS_PER_SECOND, told)

    def end_trial(self) -> None:
        """Codes are goods again."""
        self._trial = None

    def is_tried(self, source: str, now_ns: int) -> bool:
        """Whether its next code is only told."""
        return self._trial is not None and source in self._trial[0] and now_ns < self._trial[1]

    def takes(self, reading: Reading, scan: Scan) -> bool:
        """False when a held trigger repeats itself; each repetition keeps it held."""
        last = self._last.get(reading.source)
        self._last[reading.source] = reading
        is_held = (
            last is not None
            and not scan.is_typed
            and last.text == reading.text
            and 0 <= _made_ns(reading) - _made_ns(last) < HELD_MS * _NS_PER_MS
        )
        if not is_held:
            self._counts[reading.source] = self.count(reading.source) + 1
            self._scans.setdefault(reading.source, deque(maxlen=LAST)).appendleft(scan)
        return not is_held and not self._is_told(scan)

    def _is_told(self, scan: Scan) -> bool:
        is_tried, trial = self.is_tried(scan.source, scan.heard_ns), self._trial
        if is_tried and trial is not None:
            self._trial = None
            trial[2](scan)
        return is_tried

    def count(self, source: str) -> int:
        """How many codes were taken from it."""
        return self._counts.get(source, 0)

    def latest(self, source: str) -> tuple[Scan, ...]:
        """Its last codes, the newest first."""
        return tuple(self._scans.get(source, ()))


def _made_ns(reading: Reading) -> int:
    """Two pulls of the trigger stay two, also when we stood still and heard both at once."""
    return reading.heard_ns if reading.made_ns is None else reading.made_ns
