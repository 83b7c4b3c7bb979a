"""A scale at a cable: what it says, and that a weight is given out once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pos_app.devices.serial_line import SerialSettings
from pos_app.devices.sics_scale import ASK, UNANSWERED_MAX, SicsScale, SicsTalk, reading_of
from pos_app.domain.quantity import KILOGRAM, Quantity
from pos_app.ports.device_events import DeviceEvents, DeviceStep
from pos_app.ports.device_lines import ScaleReading, ScaleState
from tests.pos_app.devices.cable import PATIENCE_SECONDS, Cable
from tests.pos_app.fakes import StoppedClock


def stable(grams: int) -> ScaleReading:
    return ScaleReading(ScaleState.STABLE, Quantity(grams, KILOGRAM))


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        ("S S      0.482 kg", stable(482)),
        ("S S     482.9 g", stable(482)),
        ("S S       12 kg", stable(12_000)),
        ("S D      0.480 kg", ScaleReading(ScaleState.MOVES)),
        ("S S      0.000 kg", ScaleReading(ScaleState.EMPTY)),
        ("S S     -0.002 kg", ScaleReading(ScaleState.BELOW_ZERO)),
        ("S +", ScaleReading(ScaleState.TOO_HEAVY)),
        ("S -", ScaleReading(ScaleState.BELOW_ZERO)),
        ("S I", None),
        ("ES", None),
        ("S S  0.482 lb", None),
        ("", None),
    ],
)
def test_each_answer_has_one_meaning(line: str, reading: ScaleReading | None) -> None:
    assert reading_of(line) == reading


def test_it_asks_again_and_tells_when_nobody_answers() -> None:
    told: list[ScaleReading] = []
    talk = SicsTalk(told.append)
    assert talk.opened() == ASK
    talk.took(b"S S  0.48")
    talk.took(b"2 kg\r\nS D 0.400 kg\r\n")
    assert told == [stable(482), ScaleReading(ScaleState.MOVES)]
    for _ in range(UNANSWERED_MAX):
        assert talk.quiet() == ASK
    assert told[-1] == ScaleReading(ScaleState.GONE)


class Weighing:
    """A scale at the end of a cable, and what was heard of it."""

    def __init__(self, port: Path) -> None:
        self.cable = Cable(port)
        self.events = DeviceEvents(StoppedClock())
        self.scale = SicsScale(SerialSettings(str(port)), self.events)
        self._changed = threading.Condition()
        self.scale.listen(self._has_changed)

    def answers(self, line: str, state: ScaleState) -> None:
        assert self.cable.hears(len(ASK)) == ASK
        self.cable.send(line.encode() + b"\r\n")
        self.until(state)

    def until(self, state: ScaleState) -> None:
        with self._changed:
            assert self._changed.wait_for(
                lambda: self.scale.reading().state is state, PATIENCE_SECONDS
            )

    def _has_changed(self) -> None:
        with self._changed:
            self._changed.notify_all()


def test_goods_are_weighed_once_and_have_to_leave_the_scale_before_the_next(tmp_path: Path) -> None:
    weighing = Weighing(tmp_path / "scale")
    try:
        weighing.answers("S D 0.210 kg", ScaleState.MOVES)
        assert weighing.scale.take() is None
        weighing.answers("S S 0.482 kg", ScaleState.STABLE)
        assert weighing.scale.take() == Quantity(482, KILOGRAM)
        assert weighing.scale.take() is None
        weighing.answers("S S 0.000 kg", ScaleState.EMPTY)
        weighing.answers("S S 0.482 kg", ScaleState.STABLE)
        assert weighing.scale.take() == Quantity(482, KILOGRAM)
        weighing.cable.pull()
        weighing.until(ScaleState.GONE)
        assert weighing.scale.take() is None
        steps = [event.step for event in weighing.events.latest()]
        assert steps == [DeviceStep.LEFT, DeviceStep.CAME]
    finally:
        weighing.scale.close()
