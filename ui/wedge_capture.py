"""Tells a scanner's burst of keystrokes from a person's typing by time, and one scanner from another by its sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Generic, TypeVar

from ui.wedge_layout import LAYOUTS

KeyEvent = TypeVar("KeyEvent")

_NS_PER_MS: Final = 1_000_000
LONGEST_SCAN: Final = 4_096  # a signed QR of a held sale; longer is noise from a stuck key
# A hand that is quick never types faster than this, and none waits longer than this for its letter.
_GAP_MS: Final = range(5, 101)
_ENDS_ALWAYS: Final = "\r\n\t"
_NO_SUFFIX: Final = "none"
_PARTED_BY: Final = ":"


@dataclass(frozen=True, slots=True)
class ScannerSign:
    """What a scanner types before each code, and the name that this tells; "" where there is but one scanner."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """How the scanners of this device type; the times are milliseconds."""

    signs: tuple[ScannerSign, ...] = ()
    suffixes: str = _ENDS_ALWAYS
    gap_ms: int = 30
    quiet_ms: int = 60
    shortest: int = 4
    accept_without_suffix: bool = False
    layout: str = "us"

    @staticmethod
    def of(words: str) -> WedgeSettings:
        """What a setting says: `prefix=~ suffix=# layout=fr gap=40`, apart by spaces; what it does not name is usual.

        scanner=Counter:~ names the scanner that types ~ first. suffix=none is a scanner that sends nothing behind its
        codes. gap is in milliseconds. Errors: ValueError with the first word that says nothing, or nothing new.
        """
        told = WedgeSettings()
        for word in words.split():
            name, _, value = word.partition("=")
            if name in ("prefix", "scanner"):
                told = replace(told, signs=(*told.signs, told._new_sign(name, value, word)))
            elif name == "suffix" and value == _NO_SUFFIX:
                told = replace(told, accept_without_suffix=True)
            elif name == "suffix" and len(value) == 1 and value.isprintable():
                told = replace(told, suffixes=_ENDS_ALWAYS + value)
            elif name == "layout" and value in LAYOUTS:
                told = replace(told, layout=value)
            elif name == "gap" and value.isdecimal() and int(value) in _GAP_MS:
                told = replace(told, gap_ms=int(value), quiet_ms=2 * int(value))
            else:
                raise ValueError(word)
        return told

    def _new_sign(self, kind: str, value: str, word: str) -> ScannerSign:
        name, _, text = value.partition(_PARTED_BY) if kind == "scanner" else ("", "", value)
        known = {sign.text for sign in self.signs}, {sign.name for sign in self.signs}
        is_new = text not in known[0] and name not in known[1]
        if not (text and text.isprintable() and is_new) or (kind == "scanner" and not name):
            raise ValueError(word)
        return ScannerSign(text, name)

    def begins(self, character: str) -> bool:
        """Whether a scanner's sign begins like this."""
        return any(sign.text.startswith(character) for sign in self.signs)

    def sign_of(self, text: str) -> ScannerSign | None:
        """The sign before a code; of two that fit the longer one."""
        fitting = (sign for sign in self.signs if text.startswith(sign.text))
        return max(fitting, key=_length, default=None)


def _length(sign: ScannerSign) -> int:
    return len(sign.text)


class Burst(Enum):
    """How a capture ended."""

    WHOLE = "whole"
    HALF = "half"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Ended(Generic[KeyEvent]):
    """A finished capture: its text, its keystrokes to hand back if a person typed them, and whose sign it had."""

    burst: Burst
    text: str
    keystrokes: tuple[KeyEvent, ...]
    scanner: str = ""


class WedgeCapture(Generic[KeyEvent]):
    """Holds keystrokes until time shows what they are; every one ends in a scan or is handed back."""

    def __init__(self, settings: WedgeSettings) -> None:
        self._settings = settings
        self._text: list[str] = []
        self._keystrokes: list[KeyEvent] = []
        self._last_ns = 0
        self._prefixed = False

    @property
    def is_holding(self) -> bool:
        """Whether keystrokes are held."""
        return bool(self._keystrokes)

    @property
    def is_burst(self) -> bool:
        """Whether what is held is already faster than a hand, or began with the prefix."""
        return len(self._keystrokes) > 1 or self._prefixed

    def is_in_time(self, now_ns: int) -> bool:
        """Whether a keystroke of this moment still belongs to what is held."""
        return self.is_holding and now_ns - self._last_ns <= self.patience_ms * _NS_PER_MS

    @property
    def patience_ms(self) -> int:
        """How long to wait for the next keystroke before the capture ends."""
        return self._settings.quiet_ms if self.is_burst else self._settings.gap_ms

    def take(self, character: str, keystroke: KeyEvent, now_ns: int) -> Ended[KeyEvent] | None:
        """Hold one character; gives back the capture before it when this one came too late for it."""
        goes_on = self.is_in_time(now_ns) and len(self._text) < LONGEST_SCAN
        ended = None if goes_on else self.give_up()
        if not self.is_holding:
            self._prefixed = self._settings.begins(character)
        self._text.append(character)
        self._keystrokes.append(keystroke)
        self._last_ns = now_ns
        return ended

    def forgive(self, now_ns: int) -> None:
        """We stood still ourselves: what was typed meanwhile is still queued, so wait anew."""
        self._last_ns = now_ns

    def close(self, now_ns: int) -> Ended[KeyEvent] | None:
        """The suffix came: a burst long enough is a scan; else the keystrokes were typed."""
        if not self.is_holding:
            return None
        text, _ = self._read()
        if self.is_in_time(now_ns) and self.is_burst and len(text) >= self._settings.shortest:
            return self._end(Burst.WHOLE)
        return self.give_up()

    def give_up(self) -> Ended[KeyEvent] | None:
        """No more came in time: half a scan when long enough for one, else a person's typing."""
        if not self.is_holding:
            return None
        text, _ = self._read()
        if not (self.is_burst and len(text) >= self._settings.shortest):
            return self._end(Burst.TYPED)
        accepted = self._settings.accept_without_suffix
        return self._end(Burst.WHOLE if accepted else Burst.HALF)

    def _read(self) -> tuple[str, str]:
        """The code without its scanner's sign, and the scanner's name."""
        text = "".join(self._text)
        sign = self._settings.sign_of(text)
        return (text, "") if sign is None else (text.removeprefix(sign.text), sign.name)

    def _end(self, burst: Burst) -> Ended[KeyEvent]:
        text, scanner = self._read()
        ended = Ended(burst, text, tuple(self._keystrokes), scanner)
        self._text.clear()
        self._keystrokes.clear()
        self._prefixed = False
        return ended
