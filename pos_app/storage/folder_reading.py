"""Folder reading knows a device's files as a command beside the app sees them: all read, nothing written."""

from __future__ import annotations

from pos_app.domain.facts_file import seal_key
from pos_app.files.database import open_reader
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DEVICE_TOKEN, database_key, open_secrets
from pos_app.ports.faults import KeyMissing, StorageBroken
from pos_app.storage.replica_files import ReplicaFiles
from pos_app.storage.sqlite_customers import SqliteCustomers
from pos_app.storage.sqlite_unsent import SqliteUnsent


class FolderReading:
    """The journal of an enrolled device with what the agent knows of it.

    Errors: KeyMissing, StorageBroken when the folder is no device's or has no journal yet.
    """

    def __init__(self, folder: DeviceFolder) -> None:
        settings = DeviceSettings.load(folder)
        if settings is None or not folder.journal.exists():
            raise StorageBroken
        self.settings = settings
        self._secrets = open_secrets(settings, folder)
        key = database_key(self._secrets)
        self._connection = open_reader(folder.journal, key)
        try:
            files = ReplicaFiles(self._connection, folder, key)
        except BaseException:
            self._connection.close()
            raise
        # centre time minus device time, None before the first contact
        self.centre_offset_ms = files.centre_offset.milliseconds
        self.unsent = SqliteUnsent(self._connection)
        self.customers = SqliteCustomers(self._connection)

    def seal_key(self) -> bytes:
        """What the device seals its files with. Errors: KeyMissing."""
        token = self._secrets.get(DEVICE_TOKEN)
        if token is None:
            raise KeyMissing
        return seal_key(token)

    def close(self) -> None:
        """Let go of all files."""
        self._connection.close()
