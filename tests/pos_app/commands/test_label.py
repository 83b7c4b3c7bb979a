"""A label is drawn for a person at the command line, or refused in words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.decode_command import main as decode
from pos_app.label_command import NOT_WRITTEN, main
from tests.pos_app.devices.simulated_labels import SimulatedLabels
from tests.pos_app.storage.device import new_device

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


def test_it_is_printed_on_the_label_printer_and_what_that_lacks_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    device = new_device(tmp_path)
    data = ("--data", str(device.folder.root))
    assert main(["bin", "A04-12-C", "--print", *data]) == NOT_WRITTEN
    assert "has no label printer" in capsys.readouterr().err
    labels = SimulatedLabels(tmp_path / "labels")
    try:
        replace(device.settings, label_printer=labels.address).save(device.folder)
        assert main(["bin", "A04-12-C", "--print", "--copies", "2", *data]) == 0
        _, second = labels.labels()
        assert decode([str(second)]) == 0
        [code] = json.loads(capsys.readouterr().out)["codes"]
        assert (code["place"], code["name"]) == ("bin", "A04-12-C")
        labels.shows("labels-out")
        assert main(["bin", "A04-12-C", "--print", *data]) == NOT_WRITTEN
        assert capsys.readouterr().err == "no label: the label printer waits, labels out\n"
        assert main(["bin", "A" * 40, "--print", *data]) == NOT_WRITTEN
        assert "wider than 4 inches" in capsys.readouterr().err
    finally:
        labels.stop()
    assert main(["bin", "A04-12-C", "--print", *data]) == NOT_WRITTEN
    assert "does not answer at" in capsys.readouterr().err
