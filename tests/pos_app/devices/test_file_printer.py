"""Receipts and drawer openings in files, also when the folder will not take them."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from pos_app.devices.escpos_receipt import receipt_bytes
from pos_app.devices.file_printer import FileDrawer, FilePrinter
from pos_app.devices.receipt_text import receipt_text
from pos_app.ports.devices import CashDrawer, ReceiptPrinter
from pos_app.ports.faults import DrawerDidNotOpen, PrinterUnreachable
from tests.pos_app.devices.receipts import settlement_of, small_receipt

FULL_CUT = b"\x1dV\x00"


def test_a_receipt_is_three_files_that_its_owner_alone_reads(tmp_path: Path) -> None:
    folder = tmp_path / "receipts"
    printer: ReceiptPrinter = FilePrinter(folder)
    receipt = small_receipt()
    printer.print_receipt(receipt)
    name = receipt.sale.receipt_number
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{name}.bin", f"{name}.png", f"{name}.txt"}
    assert (folder / f"{name}.bin").read_bytes() == receipt_bytes(receipt)
    assert (folder / f"{name}.txt").read_text().splitlines() == list(receipt_text(receipt))
    with Image.open(folder / f"{name}.png") as bars:
        assert [found.text for found in zxingcpp.read_barcodes(bars)] == [receipt.barcode]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_reprint_leaves_the_original(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path)
    printer.print_receipt(small_receipt())
    printer.print_receipt(small_receipt(copy=True))
    printer.print_receipt(small_receipt(copy=True))
    texts = {path.name: "Copy" in path.read_text() for path in tmp_path.glob("*.txt")}
    assert texts == {"12-1a-1121-0042.txt": False, "12-1a-1121-0042-copy.txt": True}


def test_a_settlement_is_kept_too(tmp_path: Path) -> None:
    FilePrinter(tmp_path).print_report(settlement_of(40_900))
    assert (tmp_path / "end-of-day-1-2026-11-21.bin").read_bytes().endswith(FULL_CUT)
    assert "Counted" in (tmp_path / "end-of-day-1-2026-11-21.txt").read_text()


def test_a_folder_that_is_none_is_a_printer_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "receipts").write_text("a file lies in the way")
    with pytest.raises(PrinterUnreachable) as fault:
        FilePrinter(tmp_path / "receipts").print_receipt(small_receipt())
    assert fault.value.where == str(tmp_path / "receipts")


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pos_app.devices.file_printer import FilePrinter\n"
        "from pos_app.ports.faults import DiskFull\n"
        "from tests.pos_app.devices.receipts import small_receipt\n"
        "try:\n"
        "    FilePrinter(Path(sys.argv[1])).print_receipt(small_receipt())\n"
        "except DiskFull:\n"
        "    print('full', *Path(sys.argv[1]).glob('*.bin'))\n"
    )
    mounted = 'mount -t tmpfs -o size=8k none "$1" && exec "$2" -c "$3" "$1"'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, "sh", str(tmp_path), sys.executable, program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("full\n", "")


def test_each_opening_of_the_drawer_is_a_line(tmp_path: Path) -> None:
    drawer: CashDrawer = FileDrawer(tmp_path / "receipts" / "drawer.log")
    drawer.open()
    drawer.open()
    assert (tmp_path / "receipts" / "drawer.log").read_text() == "opened\nopened\n"


def test_a_drawer_without_a_place_did_not_open(tmp_path: Path) -> None:
    with pytest.raises(DrawerDidNotOpen):
        FileDrawer(tmp_path).open()
