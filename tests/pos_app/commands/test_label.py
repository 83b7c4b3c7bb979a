"""A label is drawn for a person at the command line, or refused in words."""

import json
from pathlib import Path

import pytest

from pos_app.decode_command import main as decode
from pos_app.label_command import NOT_WRITTEN, main

PIECE = "(01)09501101530003(17)991231(10)AB-123"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["tote", "9"], {"kind": "PlaceCode", "place": "tote", "name": "9"}),
        (["tote", "9", "--square"], {"kind": "PlaceCode", "symbology": "QR Code"}),
        (["product", "036000291452"], {"gtin": "00036000291452", "symbology": "EAN-13"}),
        (["product", "5012345678900", "--square"], {"symbology": "Data Matrix"}),
        (["gs1", PIECE], {"lot": "AB-123", "expiry": "2099-12-31", "symbology": "Code 128"}),
        (["gs1", PIECE, "--square"], {"lot": "AB-123", "symbology": "Data Matrix"}),
        (["link", PIECE, "--domain", "shop.example"], {"lot": "AB-123", "symbology": "QR Code"}),
    ],
)
def test_what_was_drawn_is_decoded_again(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    expected: dict[str, str],
) -> None:
    path = tmp_path / "label.png"
    assert main([*arguments, "--png", str(path)]) == 0
    assert decode([str(path)]) == 0
    [code] = json.loads(capsys.readouterr().out)["codes"]
    expiry = {"expiry": "1999-12-31"} if "expiry" in expected else {}
    assert (expected | expiry).items() <= code.items()


@pytest.mark.parametrize(
    "arguments",
    [
        ["product", "5012345678901"],
        ["product", "OP-11"],
        ["gs1", "(01)09501101530004"],
        ["gs1", "?"],
        ["gs1", ""],
        ["link", "(17)261231"],
        ["link", PIECE + "(8200)https://shop.example"],
        ["bin", ""],
        ["bin", "A "],
        ["bin", "Käse"],
        ["bin", "E4", "--prefixes", "bin=B tote=BE"],
        ["bin", "A4", "--prefixes", "bin=7"],
    ],
)
def test_what_would_not_be_read_back_is_not_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    path = tmp_path / "label.png"
    assert main([*arguments, "--png", str(path)]) == NOT_WRITTEN
    assert capsys.readouterr().err.startswith("no label: ")
    assert not path.exists()
