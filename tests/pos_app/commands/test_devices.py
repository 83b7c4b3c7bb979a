"""What a technician says of printer, scanners and scale is checked, kept, and looked at by the doctor."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos_app import doctor_command
from pos_app.devices_command import NOT_READY, main
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.secrets import TERMINAL_KEY, KeyFileSecrets
from tests.pos_app.devices.simulated_labels import SimulatedLabels
from tests.pos_app.devices.test_escpos_printer import SimulatedPrinter
from tests.pos_app.storage.device import Device, new_device


@pytest.fixture
def device(tmp_path: Path) -> Device:
    made = new_device(tmp_path)
    made.settings.save(made.folder)
    return made


def said(device: Device, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["--data", str(device.folder.root), *options]) == 0
    return capsys.readouterr().out


def test_what_is_connected_is_said_and_set(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(device, capsys).split("\n")[1:4] == [
        "drawer_sensor     none",
        "scanners          none",
        "scale             none",
    ]
    said(device, capsys, "--scanners", "/dev/ttyACM0  COM3@115200", "--scale", "/dev/ttyS0")
    set_up = replace(device.settings, scanners="/dev/ttyACM0 COM3@115200", scale="/dev/ttyS0")
    assert DeviceSettings.load(device.folder) == set_up
    printers = ("192.168.1.40:9100", "/dev/usb/lp0", "/dev/usb/lp0,silent", "COM3@38400", "file")
    for printer in printers:
        assert f"printer           {printer}" in said(device, capsys, "--printer", printer)
    said(device, capsys, "--keyboard-scanner", "prefix=~ layout=fr")
    set_up = replace(set_up, keyboard_scanner="prefix=~ layout=fr")
    said(device, capsys, "--scale", "")
    assert DeviceSettings.load(device.folder) == replace(set_up, scale="")


def test_a_terminal_is_known_by_its_certificate_and_a_key(
    device: Device, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certificate, key = tmp_path / "its.pem", tmp_path / "key"
    certificate.write_text("a certificate")
    key.write_text("till:1:a long: sentence\n")
    where = "V400m-324688179@192.168.1.50:8443"
    files = ("--terminal-certificate", str(certificate), "--terminal-key", str(key))
    assert f"terminal          {where}" in said(device, capsys, "--terminal", where, *files)
    assert device.folder.terminal_certificate.read_text() == "a certificate"
    kept = KeyFileSecrets(device.folder.key_file).get(TERMINAL_KEY)
    assert kept == "till:1:a long: sentence"
    key.write_text("no key")
    folder = str(device.folder.root)
    assert main(["--data", folder, "--terminal-key", str(key)]) == NOT_READY


@pytest.mark.parametrize(
    "options",
    [
        ("--terminal", "192.168.1.50"),
        ("--printer", "nowhere"),
        ("--scanners", "/dev/ttyS0@fast"),
        ("--scale", "a b"),
        ("--keyboard-scanner", "layout=qwerty"),
    ],
)
def test_what_cannot_be_is_refused_in_words(device: Device, options: tuple[str, str]) -> None:
    with pytest.raises(SystemExit):
        main(["--data", str(device.folder.root), *options])
    assert DeviceSettings.load(device.folder) == device.settings


def test_a_folder_without_a_device_is_told(tmp_path: Path) -> None:
    assert main(["--data", str(tmp_path)]) == NOT_READY


def test_the_doctor_misses_a_port(
    device: Device, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "ttyACM0"
    there.touch()
    said(device, capsys, "--scanners", str(there), "--scale", str(tmp_path / "ttyS9"))
    doctor_command.main(["--data", str(device.folder.root)])
    words = capsys.readouterr().out
    assert f"ok      port {there} of a scanner" in words
    assert f"LOOK AT port {tmp_path / 'ttyS9'} of a scale: put its cable in" in words


def test_the_doctor_asks_every_device_and_says_what_to_mend(
    device: Device, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printer, labels = SimulatedPrinter(tmp_path), SimulatedLabels(tmp_path / "labels")
    try:
        said(device, capsys, "--printer", f"{printer.host}:{printer.port}")
        said(device, capsys, "--label-printer", labels.address, "--camera", str(tmp_path / "lens"))
        said(device, capsys, "--line-display", str(tmp_path / "ttyS8"))
        well = diagnosed(device, capsys)
        assert f"ok      receipt printer at {printer.host}:{printer.port}: answers" in well
        assert f"ok      label printer at {labels.address}: answers" in well
        assert f"LOOK AT port {tmp_path / 'ttyS8'} of a customer display: put its cable" in well
        assert "LOOK AT camera: pictures in " in well
        assert "ok      disk: " in well and "ok      font IBMPlexSans" in well
        assert "ok      head office at " in well and "no line now" in well
        printer.shows("paper-out")
        labels.shows("head-open")
        ill = diagnosed(device, capsys)
        assert "out of paper; put a roll in" in ill and "head open; mend it" in ill
        printer.shows("cutter-stuck")
        assert "its knife is stuck; open it and free the knife" in diagnosed(device, capsys)
    finally:
        printer.end()
        labels.stop()
    gone = diagnosed(device, capsys)
    assert gone.count("no answer; switch it on, look at its cable") == 2


def diagnosed(device: Device, capsys: pytest.CaptureFixture[str]) -> str:
    doctor_command.main(["--data", str(device.folder.root)])
    return capsys.readouterr().out
