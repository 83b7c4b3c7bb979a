"""Heard scan knows one code that came in: what it means, of which symbology, from which source, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.scan import CodeRules, ScannedCode, parse_scan
from pos_app.domain.symbology import symbology_of
from pos_app.ports.device_lines import Reading

KEYBOARD, CAMERA, TYPED = "keyboard", "camera", "typed"


def typing_source(name: str) -> str:
    """The source of a scanner that types; name: "" for the one that no sign tells from others."""
    return f"{KEYBOARD} {name}" if name else KEYBOARD


@dataclass(frozen=True, slots=True)
class Scan:
    """One code for the whole app, whoever read it; nothing behind the stream parses it to tell its kind.

    text: as it came; symbology: in the field's words, as the scanner or camera said it or the number's form implies,
    "" where nothing says it, as of what was typed; heard_ns by the clock of `time.perf_counter_ns`.
    """

    text: str
    code: ScannedCode
    symbology: str
    source: str
    heard_ns: int

    @staticmethod
    def of(reading: Reading, rules: CodeRules) -> Scan:
        """What a reading means by these rules."""
        symbology = "" if reading.source == TYPED else symbology_of(reading.text)
        code = parse_scan(reading.text, rules)
        return Scan(reading.text, code, symbology, reading.source, reading.heard_ns)

    @property
    def is_typed(self) -> bool:
        """Whether a hand typed it; that came at no moment which is worth measuring."""
        return self.source == TYPED

    def read_by(self, rules: CodeRules) -> Scan:
        """The same scan, where the store's rules may be others by now."""
        return replace(self, code=parse_scan(self.text, rules))
