"""The slip of a held sale is on paper, and its square code reads back."""

from __future__ import annotations

import base64

from PIL import Image

from pos_app.devices.escpos_receipt import held_slip_bytes
from pos_app.devices.held_slip_text import held_slip_lines
from pos_app.devices.picture_codes import codes_of
from pos_app.devices.receipt_barcode import PAPER_DOTS
from pos_app.devices.slip_square import square_image
from pos_app.devices.text_layout import COLUMNS
from pos_app.domain.held_slip import CODE_LENGTH_MAX
from pos_app.domain.ids import Workstation
from pos_app.domain.money import Money
from pos_app.domain.receipt import HeldSlipDocument, StoreHeading

LONGEST = "HS-" + base64.b32encode(bytes(range(256)) * 5).decode()[: CODE_LENGTH_MAX - 3]


def slip(code: str) -> HeldSlipDocument:
    heading = StoreHeading("Leeds Briggate", ("1 High Street",), "GB 1")
    to_pay = Money(3120, "GBP")
    return HeldSlipDocument(heading, Workstation("2"), 7, to_pay, "Anna Meyer", "22 Nov", code)


def test_it_says_what_is_held_and_how_it_comes_back() -> None:
    text = "\n".join(line.text for line in held_slip_lines(slip("HS-A")))
    assert "7 pieces" in text and "£31.20" in text and "any register" in text
    assert "register 2 today" in "\n".join(line.text for line in held_slip_lines(slip("")))
    assert all(len(line.text) <= COLUMNS for line in held_slip_lines(slip("")))


def test_the_longest_code_fits_on_the_paper_and_reads_back() -> None:
    image = square_image(LONGEST)
    assert image.width == PAPER_DOTS
    seen = image.convert("L").resize((image.width * 2, image.height * 2), Image.Resampling.NEAREST)
    assert [code.text for code in codes_of(seen)] == [LONGEST]
    assert len(held_slip_bytes(slip(LONGEST))) > len(held_slip_bytes(slip("")))
