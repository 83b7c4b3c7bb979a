"""Keyring secrets knows the operating system's keyring."""

from __future__ import annotations

import keyring
from keyring.errors import KeyringError

from pos_app.domain.ids import DeviceId
from pos_app.ports.faults import KeyMissing


class KeyringSecrets:
    """The keyring of the operating system; a copy of the disk alone does not open the journal (SYNC T12)."""

    def __init__(self, device_id: DeviceId) -> None:
        self._service = f"storefront/{device_id}"

    def get(self, name: str) -> str | None:
        """The secret, None when the keyring has none of this name."""
        try:
            return keyring.get_password(self._service, name)
        except KeyringError as error:
            raise KeyMissing from error

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        try:
            keyring.set_password(self._service, name, value)
        except KeyringError as error:
            raise KeyMissing from error

    def delete(self, name: str) -> None:
        """Forget a secret, which may be gone already."""
        if self.get(name) is not None:
            keyring.delete_password(self._service, name)
