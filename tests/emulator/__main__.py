"""The command that prints our papers on an emulated printer, looks at them, and makes it fail."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from pos_app.devices.escpos_printer import EscposPrinter
from pos_app.devices.logo import logo_png, stored_logo
from pos_app.devices.picture_codes import by_zxing
from pos_app.devices.printer_lines import line_to
from pos_app.domain.receipt import ReceiptDocument
from pos_app.ports.faults import PrinterRefused
from tests.emulator.emupos import Emupos
from tests.pos_app.devices.receipts import receipt_of, sale_line, settlement_of

FOLDER = Path("var/emulator")
BAG = "حقيبة يد حمراء"
# Its picture begins with the first dot of the head; paper goes on beside that.
PAPER_MARGIN_DOTS = 32
# What it can be made to say, and what our adapter calls that.
FAULTS = {"paper-out": "paper_out", "cover-open": "cover_open"}


def main() -> int:
    """Exit code 1 when a paper or an answer is not what it should be; the pictures are there to be looked at."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=main.__doc__)
    parser.add_argument("program", type=Path, help="emupos of an environment with Python 3.13")
    parser.add_argument("--to", type=Path, default=FOLDER, help="a folder for what it draws")
    chosen = parser.parse_args()
    folder = chosen.to.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    emulated = Emupos(chosen.program.absolute(), folder)
    try:
        wrong = _looks_right(emulated, folder) + _says_what_it_lacks(emulated)
    finally:
        emulated.stop()
    for sentence in wrong:
        sys.stdout.write(f"not so: {sentence}\n")
    sys.stdout.write(f"{len(wrong)} not so; look at {folder}\n")
    return 1 if wrong else 0


def _looks_right(emulated: Emupos, folder: Path) -> list[str]:
    drawn = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(drawn).ellipse((200, 60, 400, 260), fill="black")
    drawn.save(folder / "shop.png")
    (folder / "logo.png").write_bytes(logo_png(folder / "shop.png"))
    printer = EscposPrinter(line_to(emulated.address), logo=stored_logo(folder / "logo.png"))
    receipt = _receipt()
    printer.print_receipt(receipt)
    printer.print_report(settlement_of(41_000))
    paper, report = emulated.papers(2)
    text = paper.with_suffix(".txt").read_text(encoding="utf-8")
    picture = ImageOps.expand(Image.open(paper).convert("L"), PAPER_MARGIN_DOTS, 255)
    codes = [code.text for code in by_zxing(picture)]
    z_text = report.with_suffix(".txt").read_text(encoding="utf-8")
    expected = {
        "umlauts are text": "Südtor Lebensmittel" in text and "Käsebrötchen groß" in text,
        "what the code page lacks is a picture of its line": text.count("[image 512x32]") == 2,
        "the total stands at the edge": "Total                               £18.45" in text,
        "bars and square are read": codes == [receipt.barcode] * 2,
        "the Z report is text alone": "Counted" in z_text and "[image" not in z_text,
    }
    return [words for words, is_so in expected.items() if not is_so]


def _receipt() -> ReceiptDocument:
    return receipt_of(
        sale_line(1, "Käsebrötchen groß", 120),
        sale_line(2, BAG, 1275),
        sale_line(3, "Gyűrűs könyv, piros", 450),
        store_name="Südtor Lebensmittel",
    )


def _says_what_it_lacks(emulated: Emupos) -> list[str]:
    printer, wrong = EscposPrinter(line_to(emulated.address)), []
    for fault, reason in FAULTS.items():
        emulated.fails(fault)
        try:
            printer.print_receipt(_receipt())
            wrong.append(f"it prints although {fault}")
        except PrinterRefused as refused:
            if refused.reason != reason:
                wrong.append(f"{fault} is called {refused.reason}")
        emulated.is_mended(fault)
    emulated.fails("paper-near-end")
    printer.print_receipt(_receipt())
    if not printer.paper_is_low():
        wrong.append("paper that runs low is not said")
    if printer.drawer_pin_is_high():
        wrong.append("the drawer is open before its pulse")
    printer.pulse_drawer()
    if not printer.drawer_pin_is_high():
        wrong.append("the drawer is shut after its pulse")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
