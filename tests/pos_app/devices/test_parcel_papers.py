"""Labels of a parcel: read back from their pictures by our own scanner code, and said to a printer in its language."""

from pathlib import Path

import pytest
from PIL import Image

from pos_app.devices.document_files import FileDocuments, SpooledDocuments
from pos_app.devices.label_picture import label_picture
from pos_app.devices.picture_codes import codes_of
from pos_app.devices.zpl import zpl_of
from pos_app.domain.ids import OrderNumber
from pos_app.domain.label_document import Bars, BarsKind, LabelDocument, Words
from pos_app.domain.scan import LogisticUnitCode, parse_scan
from pos_app.domain.shipping.destination import Destination
from pos_app.domain.shipping.own_routing import routing_code, tracking_number
from pos_app.domain.shipping.parcel_documents import (
    LINES_OF_A_SLIP,
    ManifestLine,
    ParcelWords,
    SlipLine,
    manifest_pages,
    parcel_documents,
)
from pos_app.domain.shipping.sscc import parcel_numbers
from pos_app.ports.devices import NoLabels
from pos_app.ports.faults import PrinterUnreachable

TO = Destination("Ada Grün", ("901 Kirkgate", "Leeds LS1 4DY"), "LS14DY", "GB")
SSCC = parcel_numbers("9520123", "12", "2").sscc(4711)
WORDS = ParcelWords(
    OrderNumber("4720"),
    1,
    SSCC,
    tracking_number(SSCC),
    "Courier",
    routing_code(TO),
    2310,
    ("Leeds Briggate", "1201 Briggate"),
    TO,
)
GOODS = [SlipLine(f"Plate {n}", f"8248{n}", 4000, "each") for n in range(LINES_OF_A_SLIP + 3)]


def read(document: LabelDocument) -> list[str]:
    return [code.identifier + code.text for code in codes_of(label_picture(document))]


def test_bars_are_read_back_from_the_pictures() -> None:
    ship, logistic, *slips = parcel_documents(WORDS, GOODS)
    assert sorted(read(ship)) == sorted([f"]C0{WORDS.route}", f"]C0{WORDS.tracking}"])
    [code] = read(logistic)
    parcel = parse_scan(code)
    assert isinstance(parcel, LogisticUnitCode)
    assert parcel.sscc == SSCC
    assert len(slips) == 2
    assert [read(slip) for slip in slips] == [[], []]


def test_a_label_is_said_in_zpl() -> None:
    ship, logistic, *_ = parcel_documents(WORDS, GOODS)
    said = zpl_of(logistic)
    assert said.startswith("^XA^CI28^PW800^LL1200")
    assert said.endswith("^XZ\n")
    assert f"^BY3^BCN,320,N,N,N^FH^FD>;>800{SSCC}^FS" in said
    assert "Ada Grün" in zpl_of(ship)


def test_what_zpl_uses_itself_is_written_otherwise() -> None:
    tricky = LabelDocument(
        "x",
        1000,
        500,
        (
            Words(0, 0, 40, "50 % ^off~ a_b"),
            Bars(0, 100, 100, "a>b", BarsKind.CODE_128),
        ),
    )
    said = zpl_of(tricky)
    assert "50 % _5Eoff_7E a_5Fb" in said
    assert "^FD>:a>0b^FS" in said


def test_a_document_is_kept_as_picture_page_and_format(tmp_path: Path) -> None:
    lines = [ManifestLine(OrderNumber("4720"), SSCC, WORDS.tracking, WORDS.route, 2310)]
    pages = manifest_pages("2026-11-22-2-1405", WORDS.sender, "Courier", "2026-11-22", lines)
    FileDocuments(tmp_path).print_documents([*parcel_documents(WORDS, GOODS[:1]), *pages])
    kinds = sorted(path.suffix for path in tmp_path.iterdir())
    assert kinds == [".pdf"] * 4 + [".png"] * 4 + [".zpl"] * 4
    assert (tmp_path / f"{SSCC}-ship.pdf").read_bytes().startswith(b"%PDF")
    with Image.open(tmp_path / f"{SSCC}-sscc.png") as kept:
        assert [code.text for code in codes_of(kept.convert("L"))] == [f"00{SSCC}"]


class TakenLabels(NoLabels):
    """A label printer that takes everything."""

    name = "zebra"

    def __init__(self) -> None:
        self.taken: dict[str, bytes] = {}

    def take(self, name: str, zpl: bytes) -> None:
        self.taken[name] = zpl


def test_a_label_printer_gets_what_is_kept_in_the_folder_too(tmp_path: Path) -> None:
    labels = TakenLabels()
    documents = parcel_documents(WORDS, GOODS[:1])
    SpooledDocuments(tmp_path, labels, 300).print_documents(documents)
    assert [*labels.taken] == [document.name for document in documents]
    # the same label on a head with half as many dots again
    fine = labels.taken[f"{SSCC}-sscc"].decode()
    assert "^PW1200^LL1800" in fine
    assert f"^BY5^BCN,480,N,N,N^FH^FD>;>800{SSCC}^FS" in fine
    assert (tmp_path / f"{SSCC}-sscc.zpl").exists()


def test_a_folder_that_is_none_is_a_printer_that_is_away(tmp_path: Path) -> None:
    taken = tmp_path / "labels"
    taken.write_text("", encoding="ascii")
    with pytest.raises(PrinterUnreachable):
        FileDocuments(taken).print_documents(parcel_documents(WORDS, []))


def test_bars_that_are_wider_than_the_label_are_refused() -> None:
    wide = LabelDocument("x", 300, 300, (Bars(0, 0, 100, "X" * 40, BarsKind.CODE_128),))
    with pytest.raises(ValueError, match="wider"):
        label_picture(wide)
