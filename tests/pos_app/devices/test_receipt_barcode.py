"""The bars on a receipt are read back by two independent readers, from what a printer puts on paper."""

import io
from uuid import UUID

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps
from pyzbar import pyzbar

from pos_app.devices.escpos_receipt import receipt_bytes
from pos_app.devices.receipt_barcode import MODULE_DOTS, PAPER_DOTS, barcode_image, barcode_png
from pos_app.domain.scan import ReceiptCode, parse_scan, receipt_code
from tests.pos_app.devices.receipts import small_receipt

RASTER = b"\x1dv0\x00"
PAPER_MARGIN_DOTS = 64  # 80 mm paper is 640 dots wide
EXTREMES = [UUID(int=0), UUID(int=2**128 - 1), UUID("0197a3c5-7b00-7c3e-9d41-5a0f3c2b1e99")]


def printed_raster(job: bytes) -> Image.Image:
    """What the printer burns: the raster of a job on its paper."""
    start = job.index(RASTER) + len(RASTER)
    width_bytes, height = (int.from_bytes(job[at : at + 2], "little") for at in (start, start + 2))
    dots = job[start + 4 : start + 4 + width_bytes * height]
    image = Image.frombytes("1", (width_bytes * 8, height), dots)
    return ImageOps.expand(ImageOps.invert(image.convert("L")), PAPER_MARGIN_DOTS, 255)


def reads(image: Image.Image) -> set[str]:
    """What the two readers read."""
    grey = image.convert("L")
    by_zxing = {found.text for found in zxingcpp.read_barcodes(grey)}
    by_zbar = {found.data.decode() for found in pyzbar.decode(grey)}
    return by_zxing | by_zbar if by_zxing and by_zbar else set()


@pytest.mark.parametrize("sale_id", EXTREMES)
def test_both_readers_find_the_sale_on_screen(sale_id: UUID) -> None:
    code = receipt_code(sale_id)
    assert reads(Image.open(io.BytesIO(barcode_png(code)))) == {code}


def test_both_readers_find_the_sale_on_paper() -> None:
    receipt = small_receipt()
    assert reads(printed_raster(receipt_bytes(receipt))) == {receipt.barcode}
    assert parse_scan(receipt.barcode) == ReceiptCode(receipt.sale.sale_id)


@settings(max_examples=25)
@given(st.uuids())
def test_every_sale_has_bars_of_full_width_that_are_read(sale_id: UUID) -> None:
    image = barcode_image(receipt_code(sale_id))
    assert (image.mode, image.width) == ("1", PAPER_DOTS)
    dots = image.tobytes()
    pairs = {byte >> shift & 0b11 for byte in dots for shift in (0, 2, 4, 6)}
    assert MODULE_DOTS == 2
    assert pairs <= {0b00, 0b11}, "a bar is not on whole pairs of dots"
    assert reads(ImageOps.expand(image, PAPER_MARGIN_DOTS, 1)) == {receipt_code(sale_id)}
