"""Printer status knows what an ESC/POS printer is asked in real time, and what its answers mean."""

from __future__ import annotations

# Epson ESC/POS reference: DLE EOT n, answered at once and with one byte; 2 = why offline, 4 = paper sensor.
ASK_OFFLINE_CAUSE = b"\x10\x04\x02"
ASK_PAPER = b"\x10\x04\x04"
# Every answer has these bits fixed, which tells it from any other byte a printer may send.
_FIXED_MASK, _FIXED = 0b1001_0011, 0b0001_0010
_COVER_OPEN = 0b0000_0100
_PAPER_STOP = 0b0010_0000
_PAPER_END = 0b0110_0000

PAPER_OUT = "paper_out"
COVER_OPEN = "cover_open"


def is_status(byte: int) -> bool:
    """True for a byte that answers DLE EOT."""
    return byte & _FIXED_MASK == _FIXED


def refusal_reason(offline_cause: int, paper: int) -> str | None:
    """Why the printer would not print now, or None; an open cover is told first, because paper is under it."""
    if offline_cause & _COVER_OPEN:
        return COVER_OPEN
    if offline_cause & _PAPER_STOP or paper & _PAPER_END:
        return PAPER_OUT
    return None


def answer(query: bytes, *, paper_out: bool, cover_open: bool) -> bytes:
    """What a printer in this state answers to a query."""
    status = _FIXED
    if query == ASK_OFFLINE_CAUSE:
        status |= (_COVER_OPEN if cover_open else 0) | (_PAPER_STOP if paper_out else 0)
    elif query == ASK_PAPER:
        status |= _PAPER_END if paper_out else 0
    return bytes((status,))
