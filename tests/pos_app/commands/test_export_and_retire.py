"""What waits can be carried away in a file, and a device that still holds something is not retired by accident."""

from pathlib import Path

import pytest

from pos_app import export_command, retire_command
from pos_app.domain.facts_file import read_facts_file, seal_key
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.layout import DeviceFolder
from pos_app.files.lock import SingleInstance
from pos_app.files.secrets import DATABASE_KEY, DEVICE_TOKEN, KeyFileSecrets
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY, agent
from tests.pos_app.till import BAG, Till, let_in

TOKEN = "token-1"


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """A register that sold twice and sent the beginning."""
    root = tmp_path / "till"
    root.mkdir()
    till = Till(root)
    till.device.settings.save(till.device.folder)
    secrets = KeyFileSecrets(till.device.folder.key_file)
    secrets.set(DATABASE_KEY, KEY)
    secrets.set(DEVICE_TOKEN, TOKEN)
    till.opens(ANNA)
    till.sells(BAG)
    till.sells(BAG)
    _sent(till, 3)
    return till


def _sent(till: Till, sequence: int) -> None:
    life = incarnations(till.files.connection)[0]
    fact = facts_after(till.files.connection, life.id, sequence - 1, 1)[0]
    with agent(till.device) as store:
        store.execute(
            "INSERT OR REPLACE INTO acknowledged VALUES (?, ?, ?, 1)",
            (life.id, sequence, fact.hash),
        )


def test_what_waits_is_in_the_file_also_beside_the_running_app(till: Till, tmp_path: Path) -> None:
    out = tmp_path / "facts"
    data = str(till.device.folder.root)
    assert export_command.main(["--data", data, "--out", str(out)]) == 0
    file = read_facts_file(out.read_bytes(), seal_key(TOKEN))
    life = incarnations(till.files.connection)[0]
    assert list(file.facts) == facts_after(till.files.connection, life.id, 3, 100)
    assert file.device_id == till.device.settings.device_id
    assert out.stat().st_mode & 0o077 == 0
    assert till.files.sending.status().waiting_count == len(file.facts)
    till.close()


def test_a_folder_without_a_device_has_nothing_to_export(tmp_path: Path) -> None:
    out = tmp_path / "facts"
    assert export_command.main(["--data", str(tmp_path), "--out", str(out)]) != 0
    assert not out.exists()


def test_a_device_with_unsent_facts_is_retired_in_words_only(
    till: Till, capsys: pytest.CaptureFixture[str]
) -> None:
    till.close()
    folder = till.device.folder
    data = ["--data", str(folder.root)]
    assert retire_command.main(data) == retire_command.FACTS_WAIT
    assert retire_command.main([*data, "--although", "yes"]) == retire_command.FACTS_WAIT
    said = capsys.readouterr().err
    assert "2 facts" in said and "export" in said
    assert folder.settings.exists() and folder.key_file.exists()
    assert retire_command.main([*data, "--although", retire_command.sentence(2)]) == 0
    _is_retired(folder)


def test_a_device_that_sent_all_is_retired(till: Till) -> None:
    _sent(till, 5)
    till.close()
    assert retire_command.main(["--data", str(till.device.folder.root)]) == 0
    _is_retired(till.device.folder)


def test_who_was_let_in_waits_beside_the_facts_and_is_carried_with_them(
    till: Till, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    let_in(till, "99", "Noor")
    _sent(till, len(till.kinds()))
    status = till.files.sending.status()
    assert (status.waiting_count, status.waiting_record_count) == (1, 1)
    till.close()
    data = ["--data", str(till.device.folder.root)]
    out = tmp_path / "facts"
    assert export_command.main([*data, "--out", str(out)]) == 0
    file = read_facts_file(out.read_bytes(), seal_key(TOKEN))
    [record] = file.records
    assert (file.facts, record.content["name"]) == ((), "Noor")
    assert b"Noor" not in out.read_bytes(), "a stick may be lost"
    assert retire_command.main(data) == retire_command.FACTS_WAIT
    assert "0 facts and 1 side records" in capsys.readouterr().err
    assert retire_command.main([*data, "--although", retire_command.sentence(0, 1)]) == 0
    _is_retired(till.device.folder)


def _is_retired(folder: DeviceFolder) -> None:
    assert not folder.settings.exists() and folder.retired_settings.exists()
    assert KeyFileSecrets(folder.key_file).get(DATABASE_KEY) is None
    assert folder.journal.exists(), "the journal opens again with the key at head office"
    assert folder.generations("store") == ()


def test_a_running_app_is_not_retired(till: Till) -> None:
    with SingleInstance(till.device.folder.app_lock):
        data = ["--data", str(till.device.folder.root)]
        assert retire_command.main(data) == retire_command.NOT_READY
    till.close()
    assert till.device.folder.settings.exists()
