"""The doctor reads every file of a device, counts what is in it, and finds what was damaged."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.doctor_command import main
from pos_app.files.database import Durability, open_writer
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DATABASE_KEY, KeyFileSecrets
from pos_app.ports.faults import StorageBroken
from pos_app.storage import folder_reading
from pos_app.storage.folder_reading import FolderReading
from tests.pos_app.fakes import ANNA, OPERATORS, START_US
from tests.pos_app.storage.device import ITEMS, KEY
from tests.pos_app.till import BAG, Till

PAGE_BYTES = 4096


@pytest.fixture
def device_root(tmp_path: Path) -> Path:
    """A device that sold something."""
    till = Till(tmp_path)
    till.device.settings.save(till.device.folder)
    KeyFileSecrets(till.device.folder.key_file).set(DATABASE_KEY, KEY)
    till.opens(ANNA)
    till.sells(BAG)
    till.close()
    return tmp_path


def _said(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["--data", str(root), "--files"])
    return code, capsys.readouterr().out


def test_files_that_are_well_are_counted(
    device_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _said(device_root, capsys)
    assert code == 0, said
    assert "fact 4" in said
    assert f"item {len(ITEMS)}" in said
    assert f"operator {len(OPERATORS)}" in said


def test_a_damaged_journal_is_named(device_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = device_root / "journal.db"
    content = bytearray(path.read_bytes())
    content[-PAGE_BYTES // 2] ^= 1
    path.write_bytes(content)
    code, said = _said(device_root, capsys)
    assert code == 1
    assert "LOOK AT journal.db" in said


def test_a_journal_that_was_salvaged_is_told_apart_from_its_damaged_forerunner(
    device_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = device_root / "journal.db"
    shutil.copy(path, device_root / "journal-2.db")
    content = bytearray(path.read_bytes())
    content[-PAGE_BYTES // 2] ^= 1
    path.write_bytes(content)
    code, said = _said(device_root, capsys)
    assert code == 0, said
    assert "journal-2.db: " in said
    assert "as it was found: kept beside the newer journal" in said


def test_how_many_customers_the_device_knows_and_as_of_when(
    device_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "customers on this device: none yet" in _said(device_root, capsys)[1]
    store = open_writer(device_root / "store-1.db", KEY, Durability.NORMAL)
    rows = [("customers_here", "4200"), ("customers_known_us", f"{START_US}")]
    store.executemany("INSERT INTO contact VALUES (?, ?)", rows)
    store.close()
    said = _said(device_root, capsys)[1]
    assert "customers on this device: 4200, as of 2025-11-21 10:00" in said


def test_a_folder_that_cannot_be_read_is_let_go_of(
    device_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StorageBroken

    monkeypatch.setattr(folder_reading, "ReplicaFiles", broken)
    before = _open_files()
    with pytest.raises(StorageBroken):
        FolderReading(DeviceFolder(device_root))
    assert _open_files() == before


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_the_app_starts_without_sqlite_utils() -> None:
    program = (
        "import sys; sys.modules['sqlite_utils'] = None; "
        "import pos_app.bootstrap, pos_app.storage.opening, sync.enrolment"
    )
    root = Path(__file__).parents[3]
    ended = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert ended.returncode == 0
