"""Unsent command tells a script how much of a device head office does not have yet, without touching the store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pos_app.files.database import DatabaseError
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import data_folder
from pos_app.ports.faults import Fault
from pos_app.storage.folder_reading import FolderReading

FACTS_WAIT = 2
NOT_KNOWN = 3


def main(arguments: list[str]) -> int:
    """Print how many facts and side records wait; exit code 0: none, 2: some, 3: nobody can say."""
    parser = argparse.ArgumentParser(prog="python -m pos_app unsent", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    folder = DeviceFolder(parser.parse_args(arguments).data)
    if not folder.journals or folder.retired_settings.exists():
        sys.stdout.write("0\n")
        return 0
    try:
        reading = FolderReading(folder)
        try:
            waiting = len(reading.unsent.all()) + len(reading.unsent.records())
        finally:
            reading.close()
    except (Fault, DatabaseError) as error:
        sys.stderr.write(f"{type(error).__name__}: {folder.root}\n")
        return NOT_KNOWN
    sys.stdout.write(f"{waiting}\n")
    return FACTS_WAIT if waiting else 0
