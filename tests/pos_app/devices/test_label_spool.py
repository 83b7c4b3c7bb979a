"""Labels on a simulated label printer: read again, kept while it is away, dropped by a person."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.devices.label_spool import LabelSpool, label_spool
from pos_app.devices.picture_codes import codes_of, grey_picture
from pos_app.devices.piece_labels import (
    LABEL_INCHES,
    SpooledLabelPrinter,
    piece_label,
    sample_label_zpl,
)
from pos_app.devices.printer_lines import line_to
from pos_app.devices.zpl_printer import ZplPrinter
from pos_app.domain.ids import OrderNumber
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.piece_code import PieceLabel
from pos_app.ports.device_events import DeviceEvents, DeviceStep
from pos_app.ports.devices import LabelPlace
from pos_app.ports.faults import LabelPrinterRefused, LabelPrinterUnreachable
from tests.pos_app.devices.simulated_labels import SimulatedLabels
from tests.pos_app.fakes import StoppedClock

SHORT_MS = 200
PATIENCE_SECONDS = 60
LABEL = PieceLabel(OrderNumber("4711"), 1, 3, TemperatureZone.CHILLED)
LONG = PieceLabel(OrderNumber("W-2026-000004711"), 12, 12, TemperatureZone.FROZEN)
TEST_LABEL = sample_label_zpl(203)


class Heard:
    """What a spool tells, waited for without looking again and again."""

    def __init__(self) -> None:
        self._turned = threading.Condition()

    def __call__(self) -> None:
        with self._turned:
            self._turned.notify_all()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self._turned:
            assert self._turned.wait_for(condition, PATIENCE_SECONDS)


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedLabels]:
    printer = SimulatedLabels(tmp_path / "printer")
    yield printer
    printer.stop()


@pytest.fixture
def events() -> DeviceEvents:
    return DeviceEvents(StoppedClock())


@pytest.fixture
def spool(tmp_path: Path, simulated: SimulatedLabels, events: DeviceEvents) -> Iterator[LabelSpool]:
    place = LabelPlace(simulated.address, 203)
    made = label_spool(tmp_path / "waiting", place, StoppedClock(), events)
    yield made
    made.close()


@pytest.mark.parametrize("dots_per_inch", [203, 300])
def test_what_comes_out_is_read_as_what_it_names(
    spool: LabelSpool, simulated: SimulatedLabels, dots_per_inch: int
) -> None:
    heard = Heard()
    spool.listen(heard)
    SpooledLabelPrinter(spool, str, dots_per_inch).print_pieces([LABEL, LONG])
    heard.wait_for(lambda: spool.report().waiting_count == 0 and len(simulated.labels()) == 2)
    read = [codes_of(grey_picture(picture))[0].text for picture in simulated.labels()]
    assert read == ["PC-4711/1/3/C", "PC-W-2026-000004711/12/12/F"]
    assert piece_label(LONG, "", dots_per_inch).width <= LABEL_INCHES * dots_per_inch


@pytest.mark.parametrize("fault", ["labels-out", "head-open", "ribbon-out", "paused"])
def test_the_printer_says_what_it_lacks(simulated: SimulatedLabels, fault: str) -> None:
    simulated.shows(fault)
    with pytest.raises(LabelPrinterRefused) as refused:
        ZplPrinter(line_to(simulated.address)).print_label(TEST_LABEL)
    assert refused.value.reason == fault.replace("-", "_")
    simulated.shows("")
    ZplPrinter(line_to(simulated.address)).print_label(TEST_LABEL)
    assert len(simulated.labels()) == 1


@pytest.mark.parametrize("fault", ["mute", "deaf", "dies"])
def test_one_that_does_not_answer_holds_nobody_up(simulated: SimulatedLabels, fault: str) -> None:
    simulated.shows(fault)
    with pytest.raises(LabelPrinterUnreachable):
        ZplPrinter(line_to(simulated.address), SHORT_MS).print_label(TEST_LABEL)


def test_labels_outlive_the_program_and_leave_by_print_or_by_a_person(
    spool: LabelSpool, simulated: SimulatedLabels, events: DeviceEvents, tmp_path: Path
) -> None:
    heard = Heard()
    spool.listen(heard)
    simulated.shows("paused")
    spool.print_test()
    spool.take("second", TEST_LABEL)
    heard.wait_for(lambda: spool.report().error is not None)
    assert spool.report().waiting_count == 2
    assert [event.step for event in events.latest()] == [DeviceStep.FAILED]
    spool.close()
    assert len(list((tmp_path / "waiting").iterdir())) == 2
    place = LabelPlace(simulated.address, 203)
    again = label_spool(tmp_path / "waiting", place, StoppedClock(), events)
    try:
        assert again.report().waiting_count == 2
        assert again.drop() == 2
        assert again.report().waiting_count == 0
        assert not list((tmp_path / "waiting").iterdir())
        assert simulated.labels() == []
    finally:
        again.close()


def test_a_folder_that_cannot_be_written_is_told(
    simulated: SimulatedLabels, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    place = LabelPlace(simulated.address, 203)
    made = label_spool(blocked, place, StoppedClock(), DeviceEvents(StoppedClock()))
    try:
        with pytest.raises(LabelPrinterUnreachable):
            made.take("one", TEST_LABEL)
    finally:
        made.close()
