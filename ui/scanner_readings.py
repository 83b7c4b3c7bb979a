"""Scanner readings knows what each scanner read last, and which readings are one held trigger."""

from __future__ import annotations

from pos_app.ports.device_lines import Reading

# A trigger that is held reads the same code again and again; no hand shows a scanner two equal pieces so fast.
HELD_MS = 120
KEYBOARD, CAMERA = "keyboard", "camera"
_NS_PER_MS = 1_000_000


class ScannerReadings:
    """Two scanners are told apart: the same code from both is two pieces."""

    def __init__(self) -> None:
        self._last: dict[str, Reading] = {}
        self._counts: dict[str, int] = {}

    def takes(self, reading: Reading) -> bool:
        """False when a held trigger repeats itself; each repetition keeps it held."""
        last = self._last.get(reading.source)
        self._last[reading.source] = reading
        is_held = (
            last is not None
            and last.text == reading.text
            and reading.heard_ns - last.heard_ns < HELD_MS * _NS_PER_MS
        )
        if not is_held:
            self._counts[reading.source] = self.count(reading.source) + 1
        return not is_held

    def count(self, source: str) -> int:
        """How many codes were taken from a scanner."""
        return self._counts.get(source, 0)

    def last_text(self, source: str) -> str:
        """The last code of a scanner, "" before its first."""
        last = self._last.get(source)
        return "" if last is None else last.text
