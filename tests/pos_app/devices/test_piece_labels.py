"""The label of a bag, drawn and read again as a scanner would."""

from pathlib import Path

import pytest

from pos_app.devices.picture_codes import codes_of, grey_picture
from pos_app.devices.piece_labels import FileLabelPrinter, piece_label
from pos_app.domain.ids import OrderNumber
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.piece_code import PieceLabel, read_piece
from pos_app.domain.scan import PlaceCode, parse_scan
from pos_app.ports.faults import PrinterUnreachable

LABELS = [
    PieceLabel(OrderNumber("4711"), 1, 3, TemperatureZone.AMBIENT),
    PieceLabel(OrderNumber("W-2026/4711"), 2, 12, TemperatureZone.CHILLED),
    PieceLabel(OrderNumber("4711-2"), 99, 99, TemperatureZone.FROZEN),
]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_a_label_is_read_as_what_it_names(label: PieceLabel) -> None:
    [code] = codes_of(piece_label(label))
    read = parse_scan(code.text)
    assert isinstance(read, PlaceCode) and read.place is OwnKind.PIECE
    assert read_piece(read.name) == label


def test_each_bag_has_its_own_picture(tmp_path: Path) -> None:
    printer = FileLabelPrinter(tmp_path / "labels", str)
    printer.print_pieces(LABELS)
    printer.print_pieces(LABELS[:1])
    pictures = sorted((tmp_path / "labels").iterdir())
    assert [path.name for path in pictures] == ["4711-1.png", "4711-2-99.png", "W-2026_4711-2.png"]
    [code] = codes_of(grey_picture(pictures[0]))
    assert code.text == "PC-4711/1/3/A"


def test_a_folder_that_cannot_be_written_is_a_printer_that_does_not_answer(tmp_path: Path) -> None:
    blocked = tmp_path / "labels"
    blocked.write_text("a file")
    with pytest.raises(PrinterUnreachable):
        FileLabelPrinter(blocked, str).print_pieces(LABELS)


@pytest.mark.parametrize("name", ["4711", "4711/0/3/A", "4711/4/3/A", "4711/1/3/X", "/1/1/A"])
def test_what_is_no_label_of_a_bag(name: str) -> None:
    assert read_piece(name) is None
