"""File install knows how a downloaded snapshot becomes a generation: unpacked, made to fit, forced to disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import zstandard

from pos_app.files.ballast import FREE_BYTES_TO_START
from pos_app.files.database import Durability, open_writer
from pos_app.files.tables import wrong_tables
from pos_app.ports.faults import DiskFull, Fault
from sync.core.failures import NotTheCentre
from sync.generation import finish_tables, remove, settle
from sync.replica import FORGET_STATE
from sync.transport.answers import CallFailed

_CHUNK_BYTES = 1024 * 1024


def install(part: Path, path: Path, kind: str) -> None:
    """Unpack a verified file to where the generation belongs; it is not complete yet.

    However little was fetched, it may unpack to more than a disk holds: what sales need stays free.
    Errors: CallFailed, DiskFull.
    Runs on a thread of its own: nobody else knows this path before it returns.
    """
    remove(path)
    try:
        _unpack(part, path)
        connection = open_writer(path, "", Durability.OFF)
    except DiskFull:
        remove(path)
        raise
    except (zstandard.ZstdError, Fault) as error:
        raise _useless(part, path, "a file that cannot be unpacked") from error
    wrong = wrong_tables(connection, kind)
    if wrong:
        connection.close()
        raise _useless(part, path, f"a file with other tables: {', '.join(wrong)}")
    finish_tables(connection, kind)
    # Only the agent's own last transaction makes a generation complete.
    connection.execute(FORGET_STATE)
    settle(connection, path)
    part.unlink()


def _unpack(part: Path, path: Path) -> None:
    with part.open("rb") as packed, path.open("wb") as file:
        for piece in zstandard.ZstdDecompressor().read_to_iter(
            packed, read_size=_CHUNK_BYTES, write_size=_CHUNK_BYTES
        ):
            file.write(piece)
            if shutil.disk_usage(path.parent).free < FREE_BYTES_TO_START:
                raise DiskFull


def _useless(part: Path, path: Path, why: str) -> CallFailed:
    remove(path)
    part.unlink(missing_ok=True)
    return CallFailed(NotTheCentre(why))
