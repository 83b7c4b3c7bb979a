"""What the devices screen shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DevicesState:
    """The printer's state with what waits for it and when it last worked, and how fast scans are answered."""

    printer: str
    printer_tone: str
    printer_detail: str
    last_good: str
    waiting: str
    scan: str
    scan_detail: str
    may_open_drawer: bool = False
    busy: bool = False
