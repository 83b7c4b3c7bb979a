"""Export command writes what waits for head office into a file, also beside a running app and without its screens."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import data_folder
from pos_app.ports.faults import Fault
from pos_app.storage.folder_reading import FolderReading
from pos_app.storage.system_clock import SystemClock
from pos_app.usecases.till.export_facts import ExportedFacts, ExportFacts

NOT_READY = 3


def main(arguments: list[str]) -> int:
    """Write the file for `python -m central import-facts`; nothing on the device changes."""
    parser = argparse.ArgumentParser(prog="python -m pos_app export", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    chosen = parser.parse_args(arguments)
    try:
        exported = export(DeviceFolder(chosen.data))
    except Fault as error:
        sys.stderr.write(f"{type(error).__name__}: {chosen.data}\n")
        return NOT_READY
    write_atomically(chosen.out, exported.content, OWNER_ONLY)
    sys.stdout.write(f"{exported.fact_count} facts, {exported.sale_count} of them sales\n")
    if exported.record_count:
        sys.stdout.write(f"{exported.record_count} side records, which only head office can read\n")
    return 0


def export(folder: DeviceFolder) -> ExportedFacts:
    """What waits in a data folder. Errors: KeyMissing, StorageBroken."""
    reading = FolderReading(folder)
    try:
        run = ExportFacts(
            reading.unsent, SystemClock(), reading.settings.device_id, reading.seal_key()
        )
        return run()
    finally:
        reading.close()
