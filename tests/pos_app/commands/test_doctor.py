"""The doctor reads every file of a device, counts what is in it, and finds what was damaged."""

import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.doctor_command import main
from pos_app.files.secrets import DATABASE_KEY, KeyFileSecrets
from tests.pos_app.fakes import ANNA
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
    assert "operator 5" in said


def test_a_damaged_journal_is_named(device_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = device_root / "journal.db"
    content = bytearray(path.read_bytes())
    content[-PAGE_BYTES // 2] ^= 1
    path.write_bytes(content)
    code, said = _said(device_root, capsys)
    assert code == 1
    assert "LOOK AT journal.db" in said


def test_the_app_starts_without_sqlite_utils() -> None:
    program = (
        "import sys; sys.modules['sqlite_utils'] = None; "
        "import pos_app.bootstrap, pos_app.storage.opening, sync.enrolment"
    )
    root = Path(__file__).parents[3]
    ended = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert ended.returncode == 0
