"""Printer status knows what an ESC/POS printer is asked in real time, and what its answers mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Epson ESC/POS reference: DLE EOT n, answered at once and with one byte; 1 = printer and the pin
# of the drawer's sensor, 2 = why offline, 3 = which error, 4 = paper sensors.
ASK_PRINTER = b"\x10\x04\x01"
ASK_OFFLINE_CAUSE = b"\x10\x04\x02"
ASK_ERROR = b"\x10\x04\x03"
ASK_PAPER = b"\x10\x04\x04"
# Every answer has these bits fixed, which tells it from any other byte a printer may send.
_FIXED_MASK, _FIXED = 0b1001_0011, 0b0001_0010
_COVER_OPEN = 0b0000_0100
_PAPER_STOP = 0b0010_0000
_HAS_ERROR = 0b0100_0000
_CUTTER = 0b0000_1000
_HALTED = 0b0010_0000
_PAPER_END = 0b0110_0000
_PAPER_LOW = 0b0000_1100
_DRAWER_PIN = 0b0000_0100

PAPER_OUT = "paper_out"
COVER_OPEN = "cover_open"
CUTTER_STUCK = "cutter_stuck"
# until somebody switches it off and on
HALTED = "halted"


def is_status(byte: int) -> bool:
    """True for a byte that answers DLE EOT."""
    return byte & _FIXED_MASK == _FIXED


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What it said; reason: why it would not print now, None when it would."""

    reason: str | None
    paper_is_low: bool


def state_of(ask: Callable[[bytes], int]) -> PrinterState:
    """Ask it; an open cover is told first, because paper and cutter are under it. Which error, only where it has one.

    An error that ends by itself, as of a head that is too hot, is none: the printer goes on when it is over.
    """
    cause, paper = ask(ASK_OFFLINE_CAUSE), ask(ASK_PAPER)
    error = ask(ASK_ERROR) if cause & _HAS_ERROR else 0
    reasons = (
        (cause & _COVER_OPEN, COVER_OPEN),
        (cause & _PAPER_STOP or paper & _PAPER_END, PAPER_OUT),
        (error & _CUTTER, CUTTER_STUCK),
        (error & _HALTED, HALTED),
    )
    return PrinterState(next((reason for holds, reason in reasons if holds), None), is_low(paper))


def is_low(paper: int) -> bool:
    """Whether the roll is near its end, which stops nothing yet."""
    return bool(paper & _PAPER_LOW)


def drawer_pin_is_high(printer: int) -> bool:
    """The level at pin 3 of the drawer's plug; which level means open is the drawer's own business."""
    return bool(printer & _DRAWER_PIN)


@dataclass(frozen=True, slots=True)
class Condition:
    """How a printer is, and its drawer."""

    paper_out: bool = False
    paper_low: bool = False
    cover_open: bool = False
    cutter_stuck: bool = False
    halted: bool = False
    pin_high: bool = True


def answer(query: bytes, condition: Condition) -> bytes:
    """What a printer in this condition answers to a query."""
    status = _FIXED
    if query == ASK_PRINTER:
        status |= _DRAWER_PIN if condition.pin_high else 0
    elif query == ASK_OFFLINE_CAUSE:
        status |= _COVER_OPEN if condition.cover_open else 0
        status |= _PAPER_STOP if condition.paper_out else 0
        status |= _HAS_ERROR if condition.cutter_stuck or condition.halted else 0
    elif query == ASK_ERROR:
        status |= _CUTTER if condition.cutter_stuck else 0
        status |= _HALTED if condition.halted else 0
    elif query == ASK_PAPER:
        status |= _PAPER_END if condition.paper_out else 0
        status |= _PAPER_LOW if condition.paper_low or condition.paper_out else 0
    return bytes((status,))
