"""A script can ask how much of a device head office does not have; nobody is told zero who cannot know it."""

from pathlib import Path

import pytest

from pos_app.files.secrets import DATABASE_KEY, KeyFileSecrets
from pos_app.unsent_command import FACTS_WAIT, NOT_KNOWN, main
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY
from tests.pos_app.till import BAG, Till


def _said(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    return main(["--data", str(root)]), capsys.readouterr().out


def test_what_waits_is_counted_and_a_lost_key_is_no_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _said(tmp_path / "none", capsys) == (0, "0\n")
    till = Till(tmp_path)
    till.device.settings.save(till.device.folder)
    KeyFileSecrets(till.device.folder.key_file).set(DATABASE_KEY, KEY)
    till.opens(ANNA)
    till.sells(BAG)
    till.close()
    code, said = _said(tmp_path, capsys)
    assert code == FACTS_WAIT
    assert int(said) >= 3
    till.device.folder.key_file.unlink()
    assert _said(tmp_path, capsys) == (NOT_KNOWN, "")
    till.device.folder.settings.rename(till.device.folder.retired_settings)
    assert _said(tmp_path, capsys) == (0, "0\n")
