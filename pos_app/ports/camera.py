"""The port of a camera: a picture of what lies before it, and what reads its codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

# The setting of a register whose camera is not to be used.
NO_CAMERA = "none"


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture in grey, a byte a dot, row by row."""

    width: int
    height: int
    grey: bytes


class FrameReader(Protocol):
    """Reads one look at a code after the other; keeps what the looks before said."""

    def read(self, frame: Frame) -> tuple[str, ...]:
        """The codes that are believed now, as a scanner would send them."""
        ...
