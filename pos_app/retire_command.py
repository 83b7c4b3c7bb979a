"""Retire command ends a device: nothing that head office lacks may be on it, unless a person says so in words."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from pos_app.domain.replica_schema import REPLICA_SCHEMAS
from pos_app.files.layout import DeviceFolder
from pos_app.files.lock import SingleInstance
from pos_app.files.place import data_folder
from pos_app.files.secrets import DATABASE_KEY, DEVICE_TOKEN, open_secrets
from pos_app.ports.faults import Fault
from pos_app.storage.folder_reading import FolderReading

FACTS_WAIT = 2
NOT_READY = 3


def main(arguments: list[str]) -> int:
    """Take the keys and the replicas off a device; its journal stays, and opens again with the key at the centre."""
    parser = argparse.ArgumentParser(prog="python -m pos_app retire", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument("--although", default="", help="the sentence that this command asks for")
    chosen = parser.parse_args(arguments)
    folder = DeviceFolder(chosen.data)
    try:
        with SingleInstance(folder.app_lock), SingleInstance(folder.agent_lock):
            return _retire(folder, chosen.although)
    except Fault as error:
        sys.stderr.write(f"{type(error).__name__}: {chosen.data}\n")
        return NOT_READY
    except FileNotFoundError:
        sys.stderr.write(f"no device: {chosen.data}\n")
        return NOT_READY


def sentence(facts: int, records: int = 0) -> str:
    """What a person has to write to give facts up; it names how many, so that no old note fits."""
    return f"{_count(facts, records)} may be lost"


def _count(facts: int, records: int) -> str:
    return f"{facts} facts and {records} side records" if records else f"{facts} facts"


def _retire(folder: DeviceFolder, although: str) -> int:
    reading = FolderReading(folder)
    try:
        facts, records = len(reading.unsent.all()), len(reading.unsent.records())
        settings = reading.settings
    finally:
        reading.close()
    if facts + records and although != sentence(facts, records):
        sys.stderr.write(
            f"{_count(facts, records)} have not reached head office. Let the device send them, or carry them there:\n"
            f"  python -m pos_app export --data {folder.root} --out FILE\n"
            f'To give them up: --although "{sentence(facts, records)}"\n'
        )
        return FACTS_WAIT
    secrets = open_secrets(settings, folder)
    # Without settings no program opens the folder; a start in between finds a device that lacks its key.
    for name in (DATABASE_KEY, DEVICE_TOKEN):
        secrets.delete(name)
    for kind in REPLICA_SCHEMAS:
        for generation in folder.generations(kind):
            _remove(folder.replica(kind, generation))
    folder.settings.rename(folder.retired_settings)
    sys.stdout.write(f"Device {settings.device_id} is retired; revoke it at head office too.\n")
    return 0


def _remove(path: Path) -> None:
    """Names of operators and customers leave with the replicas."""
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with suppress(FileNotFoundError):
            name.unlink()
