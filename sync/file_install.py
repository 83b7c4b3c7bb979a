"""File install knows how a downloaded snapshot becomes a generation: unpacked, made to fit, forced to disk."""

from __future__ import annotations

from pathlib import Path

import zstandard

from pos_app.files.database import Durability, open_writer
from sync.core.failures import NotTheCentre
from sync.generation import finish_tables, remove, settle
from sync.replica import FORGET_STATE
from sync.transport.answers import CallFailed

_CHUNK_BYTES = 1024 * 1024


def install(part: Path, path: Path, kind: str) -> None:
    """Unpack a verified file to where the generation belongs; it is not complete yet. Errors: CallFailed.

    Runs on a thread of its own: nobody else knows this path before it returns.
    """
    remove(path)
    try:
        with part.open("rb") as packed, path.open("wb") as file:
            zstandard.ZstdDecompressor().copy_stream(
                packed, file, read_size=_CHUNK_BYTES, write_size=_CHUNK_BYTES
            )
    except zstandard.ZstdError as error:
        remove(path)
        part.unlink(missing_ok=True)
        raise CallFailed(NotTheCentre("a file that cannot be unpacked")) from error
    connection = open_writer(path, "", Durability.OFF)
    finish_tables(connection, kind)
    # Only the agent's own last transaction makes a generation complete.
    connection.execute(FORGET_STATE)
    settle(connection, path)
    part.unlink()
