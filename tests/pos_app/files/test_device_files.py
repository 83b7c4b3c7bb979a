"""Settings, secrets and locks of a device folder."""

import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError

from pos_app.domain.ids import BusinessUnit, DeviceId, Workstation
from pos_app.files.device_settings import KEY_FILE, KEYRING, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.lock import SingleInstance
from pos_app.files.secrets import KeyFileSecrets, database_key, open_secrets
from pos_app.ports.faults import AlreadyRunning, KeyMissing

SETTINGS = DeviceSettings(
    device_id=DeviceId("d-1"),
    business_unit=BusinessUnit("12"),
    workstation=Workstation("02"),
    zone="uk",
    currency="GBP",
    time_zone="Europe/London",
    store_name="Leeds",
    device_class="register",
    scale_percent=100,
    centre_url="http://127.0.0.1:1",
    secrets=KEY_FILE,
)


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    folder = DeviceFolder(tmp_path)
    assert DeviceSettings.load(folder) is None
    SETTINGS.save(folder)
    assert DeviceSettings.load(folder) == SETTINGS
    assert [path.name for path in tmp_path.iterdir()] == ["device.json"]


def test_settings_of_a_newer_program_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    folder = DeviceFolder(tmp_path)
    SETTINGS.save(folder)
    stored = json.loads(folder.settings.read_bytes())
    folder.settings.write_text(json.dumps({**stored, "colour": "red"}))
    assert DeviceSettings.load(folder) == SETTINGS


def test_a_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    folder = DeviceFolder(tmp_path)
    secrets = open_secrets(SETTINGS, folder)
    secrets.set("database-key", "ab" * 32)
    secrets.set("device-token", "t")
    secrets.delete("device-token")
    assert KeyFileSecrets(folder.key_file).get("database-key") == "ab" * 32
    assert secrets.get("device-token") is None
    assert stat.S_IMODE(folder.key_file.stat().st_mode) == 0o600


def test_a_lost_or_spoilt_key_file_is_said(tmp_path: Path) -> None:
    folder = DeviceFolder(tmp_path)
    with pytest.raises(KeyMissing):
        database_key(open_secrets(SETTINGS, folder))
    folder.key_file.write_bytes(b"{")
    with pytest.raises(KeyMissing):
        database_key(open_secrets(SETTINGS, folder))


class MemoryKeyring(KeyringBackend):
    """A keyring that keeps its passwords in memory."""

    priority = 1

    def __init__(self) -> None:
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.passwords[service, username]


class NoKeyring(MemoryKeyring):
    """What a machine without Secret Service has."""

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NoKeyringError


@pytest.fixture
def keyring_of_the_test() -> Iterator[MemoryKeyring]:
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def test_secrets_lie_in_the_keyring_under_the_device(
    tmp_path: Path, keyring_of_the_test: MemoryKeyring
) -> None:
    folder = DeviceFolder(tmp_path)
    secrets = open_secrets(replace(SETTINGS, secrets=KEYRING), folder)
    secrets.set("database-key", "ab" * 32)
    assert keyring_of_the_test.passwords == {("storefront/d-1", "database-key"): "ab" * 32}
    assert database_key(secrets) == "ab" * 32
    assert not folder.key_file.exists()
    secrets.delete("database-key")
    secrets.delete("database-key")
    with pytest.raises(KeyMissing):
        database_key(secrets)


def test_a_machine_without_keyring_says_so(
    tmp_path: Path, keyring_of_the_test: MemoryKeyring
) -> None:
    keyring.set_keyring(NoKeyring())
    secrets = open_secrets(replace(SETTINGS, secrets=KEYRING), DeviceFolder(tmp_path))
    with pytest.raises(KeyMissing):
        secrets.get("database-key")
    with pytest.raises(KeyMissing):
        secrets.set("database-key", "ab" * 32)


def test_a_second_copy_is_told_so_until_the_first_ends(tmp_path: Path) -> None:
    path = tmp_path / "app.lock"
    with SingleInstance(path), pytest.raises(AlreadyRunning):
        SingleInstance(path)
    SingleInstance(path).close()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "app.lock"
    holder = (
        "import sys, pathlib; from pos_app.files.lock import SingleInstance;"
        "held = SingleInstance(pathlib.Path(sys.argv[1])); print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning):
            SingleInstance(path)
        process.kill()
    SingleInstance(path).close()
