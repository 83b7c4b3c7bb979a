"""Secrets knows where the journal's key and the device's token lie: in the keyring, or in a file of the owner's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.ports.faults import KeyMissing
from pos_app.ports.late import load

DATABASE_KEY = "database-key"
DEVICE_TOKEN = "device-token"
# What register and card terminal share, as `identifier:version:passphrase`.
TERMINAL_KEY = "terminal-key"


class SecretStore(Protocol):
    """Keeps a few short texts; errors: KeyMissing when the place itself cannot be reached."""

    def get(self, name: str) -> str | None:
        """The secret, None when it is not there."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret."""
        ...


class KeyFileSecrets:
    """A file that its owner alone may read, where there is no keyring; chosen by a setting, never by itself."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> str | None:
        """The secret, None when the file has none of this name."""
        return self._all().get(name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        self._write({**self._all(), name: value})

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self._write({kept: value for kept, value in self._all().items() if kept != name})

    def _all(self) -> dict[str, str]:
        try:
            stored = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise KeyMissing from error
        return {str(name): str(value) for name, value in stored.items()}

    def _write(self, secrets: dict[str, str]) -> None:
        write_atomically(self._path, json.dumps(secrets, sort_keys=True).encode(), OWNER_ONLY)


def open_secrets(settings: DeviceSettings, folder: DeviceFolder) -> SecretStore:
    """The place that the settings name."""
    if settings.secrets == KEY_FILE:
        return KeyFileSecrets(folder.key_file)
    # Loaded only here: a start that needs no keyring does without its 60 ms.
    kept: SecretStore = load("keyring")(settings.device_id)
    return kept


def database_key(secrets: SecretStore) -> str:
    """The key of journal and store files, 64 hexadecimal digits. Errors: KeyMissing."""
    key = secrets.get(DATABASE_KEY)
    if key is None:
        raise KeyMissing
    return key
