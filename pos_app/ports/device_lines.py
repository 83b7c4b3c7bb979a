"""The ports of devices at a cable: scanners, scale and small display, which come and go while the store works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_app.domain.quantity import Quantity

# Letters that a line of a small display has.
LINE_COLUMNS = 20


class LineState(StrEnum):
    """How a device at a cable is: never found yet, there, or gone since."""

    LOOKING = "looking"
    READY = "ready"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Reading:
    """One code as a scanner read it; heard_ns by the clock of `time.perf_counter_ns`; is_half: its end never came.

    made_ns: when it was read, where somebody nearer to the scanner says so by a clock of its own; we may hear it late.
    """

    text: str
    source: str
    heard_ns: int
    is_half: bool = False
    made_ns: int | None = None


class Scanner(Protocol):
    """A scanner that does not type: what it reads is heard on a thread of its own."""

    @property
    def name(self) -> str:
        """What tells it from another scanner of the same register."""
        ...

    @property
    def state(self) -> LineState:
        """How it is now."""
        ...

    def listen(self, heard: Callable[[Reading], None], turned: Callable[[], None]) -> None:
        """Begin; `heard` gets each code, `turned` is called when the state has changed."""
        ...

    def close(self) -> None:
        """End its thread."""
        ...


class ScaleState(StrEnum):
    """What a scale says of what lies on it."""

    STABLE = "stable"
    MOVES = "moves"
    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    BELOW_ZERO = "below_zero"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ScaleReading:
    """The last answer of a scale; the weight counts only while it is stable."""

    state: ScaleState
    weight: Quantity | None = None


class Scale(Protocol):
    """A scale at the till."""

    @property
    def name(self) -> str:
        """Where it is connected."""
        ...

    def reading(self) -> ScaleReading:
        """What it said last; never waits."""
        ...

    def take(self) -> Quantity | None:
        """The stable weight, once: what was weighed has to leave the scale, or move, before the next."""
        ...

    def listen(self, changed: Callable[[], None]) -> None:
        """Begin; `changed` is called on the scale's thread when a reading differs from the one before."""
        ...

    def close(self) -> None:
        """End its thread."""
        ...


class NoScale:
    """A register without a scale: weights are typed, or stand on labels."""

    name = ""

    def reading(self) -> ScaleReading:
        """There is none."""
        return ScaleReading(ScaleState.GONE)

    def take(self) -> Quantity | None:
        """Nothing is ever weighed."""
        return None

    def listen(self, changed: Callable[[], None]) -> None:
        """Nothing ever changes."""

    def close(self) -> None:
        """Nothing runs."""


NO_SCALE = NoScale()


class LineDisplay(Protocol):
    """A customer display of two lines."""

    @property
    def name(self) -> str:
        """Where it is connected."""
        ...

    @property
    def state(self) -> LineState:
        """How it is now."""
        ...

    def listen(self, turned: Callable[[], None]) -> None:
        """Begin; `turned` is called on the display's thread when its state has changed."""
        ...

    def show(self, upper: str, lower: str) -> None:
        """Both lines, cut at twenty letters; never waits."""
        ...

    def close(self) -> None:
        """End its thread."""
        ...


class NoDisplay:
    """A register without a small display."""

    name = ""
    state = LineState.LOOKING

    def listen(self, turned: Callable[[], None]) -> None:
        """Nothing ever changes."""

    def show(self, upper: str, lower: str) -> None:
        """Nobody looks."""

    def close(self) -> None:
        """Nothing runs."""


NO_DISPLAY = NoDisplay()


@dataclass(frozen=True, slots=True)
class CableDevices:
    """What stands at the serial ports of a register."""

    scanners: tuple[Scanner, ...] = ()
    scale: Scale = NO_SCALE
    display: LineDisplay = NO_DISPLAY

    def close(self) -> None:
        """End the threads of all."""
        for scanner in self.scanners:
            scanner.close()
        self.scale.close()
        self.display.close()
