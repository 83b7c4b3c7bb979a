"""Simulated paper knows what a receipt printer that is none does with its bytes, on good days and on bad ones."""

from __future__ import annotations

import re
from pathlib import Path

from pos_app.devices.printer_status import Condition, answer

# Words of a fault file; what each means is told by the simulators' --help.
FAULTS = frozenset(
    {
        *(
            "paper-out",
            "paper-low",
            "cover-open",
            "cutter-stuck",
            "halted",
            "mute",
            "deaf",
            "stuck",
            "dies",
        ),
        *("drawer-stuck", "drawer-shut"),
    }
)
_QUERY = re.compile(rb"\x10\x04[\x01-\x04]")
# A first byte or two of a question whose rest is still on its way.
_UNFINISHED = re.compile(rb"\x10\x04?\Z")
# ESC p, in its turn, and DLE DC4, at once (Epson ESC/POS reference).
_PULSE = re.compile(rb"\x1bp[\x00\x01\x30\x31]|\x10\x14\x01[\x00\x01]")
_PULSE_ALONE = re.compile(rb"\x1bp[\x00\x01\x30\x31]..|\x10\x14\x01[\x00\x01].", re.DOTALL)
# GS V, the last of every job
_CUT = re.compile(rb"\x1dV[\x00\x01\x41\x42].?\Z", re.DOTALL)


class SimulatedPaper:
    """Answers questions as they come, and keeps the rest until a job is over; its drawer is open from a pulse on."""

    def __init__(self, fault_file: Path | None, first_faults: frozenset[str] = frozenset()) -> None:
        self._fault_file = fault_file
        self._first_faults = first_faults
        self._job, self._waiting = b"", b""
        self._drawer_is_open = False

    @property
    def has_printed(self) -> bool:
        """Whether anything of a job has come."""
        return bool(self._job)

    @property
    def is_whole(self) -> bool:
        """Whether a job has come to its end: the paper was cut, or nothing but a drawer was opened."""
        return bool(_CUT.search(self._job) or _PULSE_ALONE.fullmatch(self._job))

    def faults(self) -> frozenset[str]:
        """The words that hold now."""
        if self._fault_file is None or not self._fault_file.exists():
            return self._first_faults
        faults = frozenset(self._fault_file.read_text(encoding="ascii").split())
        assert faults <= FAULTS, f"unknown fault among {faults}"
        return faults

    def heard(self, received: bytes) -> bytes:
        """Bytes came; what is answered to the questions among them."""
        faults = self.faults()
        self._waiting += received
        queries = _QUERY.findall(self._waiting)
        rest = _QUERY.sub(b"", self._waiting)
        unfinished = _UNFINISHED.search(rest)
        cut = unfinished.start() if unfinished else len(rest)
        self._job, self._waiting = self._job + rest[:cut], rest[cut:]
        if _PULSE.search(self._job):
            self._drawer_is_open = "drawer-stuck" not in faults
        if "drawer-shut" in faults:
            self._drawer_is_open = False
        if "mute" in faults:
            return b""
        return b"".join(answer(query, self._condition(faults)) for query in queries)

    def taken(self) -> bytes:
        """The job that has come; the next one begins."""
        job, self._job, self._waiting = self._job + self._waiting, b"", b""
        return job

    def _condition(self, faults: frozenset[str]) -> Condition:
        return Condition(
            paper_out="paper-out" in faults,
            paper_low="paper-low" in faults,
            cover_open="cover-open" in faults,
            cutter_stuck="cutter-stuck" in faults,
            halted="halted" in faults,
            pin_high=not self._drawer_is_open,
        )


class JobFolder:
    """Keeps each job as a file, and counts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def store(self, job: bytes) -> str:
        """Keep it; gives the name of its file."""
        self._count += 1
        name = f"job-{self._count:04}.bin"
        (self._folder / name).write_bytes(job)
        return name
