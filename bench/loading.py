"""An agent that puts a full catalogue in place again and again: `python -m bench.loading FOLDER PACKED`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from pos_app.files.layout import DeviceFolder
from sync.file_install import install

LOADING = "loading"


def main(arguments: list[str]) -> None:
    """Until it is ended; the generation is never completed, so that the app goes on with its own."""
    folder, packed = DeviceFolder(Path(arguments[0])), Path(arguments[1])
    part = folder.root / "chain-again.part"
    while True:
        shutil.copyfile(packed, part)
        sys.stdout.write(f"{LOADING}\n")
        sys.stdout.flush()
        install(part, folder.replica("chain", 2), "chain")


if __name__ == "__main__":
    main(sys.argv[1:])
