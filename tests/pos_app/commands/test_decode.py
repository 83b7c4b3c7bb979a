"""Codes in pictures are found, each once, and mean what the same scan would mean."""

import json
from pathlib import Path
from uuid import UUID

import pytest
import zxingcpp
from PIL import Image, ImageOps

from pos_app.decode_command import NO_CODE, NO_PICTURE, main, meanings
from pos_app.devices.picture_codes import ZBAR, ZXING, PictureCode, by_zbar, codes_in
from pos_app.devices.receipt_barcode import barcode_png
from pos_app.domain.scan import receipt_code

SALE = UUID("0197a3c5-7b00-7c3e-9d41-5a0f3c2b1e99")
GTIN_13, GTIN_14 = "5012345678900", "05012345678900"
BADGE = "OP-7F3A"


def picture_of(text: str, symbology: zxingcpp.BarcodeFormat) -> Image.Image:
    """A printed code with white around it."""
    bars = zxingcpp.create_barcode(text, symbology).to_image(scale=3)
    return ImageOps.expand(Image.fromarray(bars), 40, 255)


def decoded(capsys: pytest.CaptureFixture[str], *pictures: Path) -> tuple[int, list[object]]:
    """Exit code, and what stands in each line."""
    code = main([str(picture) for picture in pictures])
    return code, [json.loads(line)["codes"] for line in capsys.readouterr().out.splitlines()]


def test_a_receipt_is_found_and_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = tmp_path / "receipt.png"
    receipt.write_bytes(barcode_png(receipt_code(SALE)))
    code, (found,) = decoded(capsys, receipt)
    assert code == 0
    assert found == [
        {
            "kind": "ReceiptCode",
            "sale_id": str(SALE),
            "is_gift": False,
            "symbology": "Code 128",
            "reader": ZXING,
        }
    ]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_one_picture_may_hold_several_codes_at_any_turn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], turned: int
) -> None:
    product = picture_of(GTIN_13, zxingcpp.BarcodeFormat.EAN13)
    badge = picture_of(BADGE, zxingcpp.BarcodeFormat.QRCode)
    sheet = Image.new("L", (product.width + badge.width, max(product.height, badge.height)), 255)
    sheet.paste(product, (0, 0))
    sheet.paste(badge, (product.width, 0))
    path = tmp_path / "sheet.png"
    sheet.rotate(turned, expand=True).save(path)
    code, (found,) = decoded(capsys, path)
    assert code == 0
    assert isinstance(found, list)
    assert {found_code.get("gtin") or found_code.get("badge") for found_code in found} == {
        GTIN_14,
        BADGE,
    }


def test_what_zbar_cannot_read_is_read(tmp_path: Path) -> None:
    path = tmp_path / "matrix.png"
    picture_of(GTIN_14, zxingcpp.BarcodeFormat.DataMatrix).save(path)
    assert [(code.text, code.reader) for code in codes_in(path)] == [(GTIN_14, ZXING)]


def test_one_number_in_two_lengths_is_one_meaning() -> None:
    found = (
        PictureCode("036000291452", "UPC-A", ZXING),
        PictureCode("0036000291452", "EAN13", ZBAR),
    )
    assert [meaning["reader"] for meaning in meanings(found)] == [ZXING]


def test_an_empty_picture_and_a_file_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank, text = tmp_path / "blank.png", tmp_path / "text.png"
    Image.new("L", (200, 100), 255).save(blank)
    text.write_text("no picture", encoding="ascii")
    assert decoded(capsys, blank) == (NO_CODE, [[]])
    assert decoded(capsys, text, blank) == (NO_PICTURE, [[]])
    assert decoded(capsys, tmp_path / "nowhere.png") == (NO_PICTURE, [])


def test_gs1_data_is_read_as_a_scanner_would_send_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gs1.png"
    bars = zxingcpp.create_barcode(
        f"(01){GTIN_14}(17)991231(10)A-1", zxingcpp.BarcodeFormat.DataMatrix, gs1=True
    )
    ImageOps.expand(Image.fromarray(bars.to_image(scale=4)), 40, 255).save(path)
    code, (found,) = decoded(capsys, path)
    assert code == 0
    assert isinstance(found, list)
    assert [(each["gtin"], each["lot"]) for each in found] == [(GTIN_14, "A-1")]


def test_a_small_blurred_code_is_read_at_twice_its_size(tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    bars = picture_of(GTIN_13, zxingcpp.BarcodeFormat.EAN13)
    small = bars.resize((bars.width * 7 // 16, bars.height * 7 // 16), Image.Resampling.BICUBIC)
    small.save(path)
    assert {code.text for code in codes_in(path)} <= {GTIN_13}


def test_both_readers_agree_on_what_each_can_read() -> None:
    bars = picture_of(GTIN_13, zxingcpp.BarcodeFormat.EAN13)
    assert [(code.text, code.reader) for code in by_zbar(bars)] == [(GTIN_13, ZBAR)]
