"""A small customer display at a simulated cable: what it shows, and that a pulled cable loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.devices.line_display import BEGIN, SerialDisplay, display_bytes
from pos_app.devices.serial_line import SerialSettings
from pos_app.devices.serial_simulator import SimulatedDisplay
from pos_app.ports.device_events import DeviceEvents, DeviceStep
from pos_app.ports.device_lines import LineState
from tests.pos_app.devices.cable import PATIENCE_SECONDS, Cable
from tests.pos_app.fakes import StoppedClock
from ui.customer_state import CustomerState
from ui.two_lines import AllSides, TwoLines
from ui.widgets.row_state import LineRow

SHOWN = len(display_bytes("", ""))


class Turns:
    """Waits for the next state."""

    def __init__(self) -> None:
        self._came = threading.Semaphore(0)

    def __call__(self) -> None:
        self._came.release()

    def next(self) -> None:
        assert self._came.acquire(timeout=PATIENCE_SECONDS)


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    made = Cable(tmp_path / "display")
    yield made
    made.pull()


def test_what_is_shown_last_counts_and_comes_again_after_the_cable(cable: Cable) -> None:
    events, turns = DeviceEvents(StoppedClock()), Turns()
    display = SerialDisplay(SerialSettings(str(cable.port)), events)
    display.show("Welcome", "")
    display.listen(turns)
    try:
        turns.next()
        assert cable.hears(len(BEGIN) + SHOWN) == BEGIN + display_bytes("Welcome", "")
        display.show("Jumbo bag      £1.95", "To pay         £1.95")
        display.show("Jumbo bag      £1.95", "To pay         £1.95")
        expected = display_bytes("Jumbo bag      £1.95", "To pay         £1.95")
        assert cable.hears(SHOWN) == expected
        cable.pull()
        turns.next()
        assert display.state is LineState.LOST
        cable.plug_in()
        turns.next()
        assert cable.hears(len(BEGIN) + SHOWN) == BEGIN + expected
        steps = [event.step for event in events.latest()]
        assert steps == [DeviceStep.CAME, DeviceStep.LEFT, DeviceStep.CAME]
    finally:
        display.close()


def test_the_simulated_one_shows_what_a_customer_would_read(tmp_path: Path) -> None:
    shows = tmp_path / "shows"
    simulated = SimulatedDisplay(shows)
    whole = BEGIN + display_bytes("Crème brûlée für zwei, eine", "zu zahlen  €4,20 中")
    for cut in (3, 30):
        simulated.heard(whole[:cut])
        simulated.heard(whole[cut:])
    assert shows.read_text(encoding="utf-8") == "Crème brûlée für zwe\nzu zahlen  €4,20 ?"


def test_a_customer_reads_the_last_item_the_total_and_the_change() -> None:
    shown: list[tuple[str, str]] = []

    class Display:
        name, state = "display", LineState.READY

        def listen(self, turned: object) -> None:
            """Nothing turns."""

        def show(self, upper: str, lower: str) -> None:
            shown.append((upper, lower))

        def close(self) -> None:
            """Nothing runs."""

    side = AllSides(TwoLines(Display()))
    side.render_state(CustomerState((), "Welcome to Leeds Briggate", ""))
    row = LineRow("1", "2", "Jumbo bag red retrospot", "", "", "£3.90")
    side.render_state(CustomerState((row,), "To pay", "£1,203.90"))
    side.render_state(CustomerState((), "Your change", "£2.38", "Thank you."))
    side.close_window()
    assert shown == [
        ("", "Welcome to Leeds Bri"),
        ("Jumbo bag red  £3.90", "To pay     £1,203.90"),
        ("Thank you.", "Your change    £2.38"),
        ("", ""),
    ]
