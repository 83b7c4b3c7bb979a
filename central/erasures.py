"""Erasures knows, outside the database, who was erased: a backup that is put back brings nobody back (SYNC T11)."""

from __future__ import annotations

import asyncio
import os
import threading
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from central.storage.engine import Database
from central.storage.people_rows import OF_PEOPLE, erase_again
from central.storage.schema import ERASURE

LOOK_INTERVAL_S = 60


_Mark = tuple[int, int | None]
_Stamp = tuple[int, int, int] | None


class Erasures:
    """Keeps the references of all who were erased in a file beside the witness; a reference names nobody.

    Protects: who is in the file is erased in the database, too, as soon as no order of theirs is open.
    """

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path
        self._looking = threading.Lock()
        # How many there are, when the newest came, and the file as it was when both were last seen to agree.
        self._agreed: tuple[_Mark, _Stamp] | None = None

    def look(self) -> list[str]:
        """Erase again whom the database knows to be erased no more, and write down who came; gives the former."""
        with self._looking:
            return self._look()

    def _look(self) -> list[str]:
        if self._agreed is not None and (self._mark(), self._stamp()) == self._agreed:
            return []
        written = self._read()
        with self._database.read() as connection:
            known = {row.subject: row.erased_us for row in connection.execute(select(ERASURE))}
        forgotten = sorted(written.keys() - known.keys())
        again = [who for who in forgotten if self._erase_again(who, written[who])]
        if again:
            self._database.scrub(OF_PEOPLE)
        if known.keys() - written.keys() or not self._path.exists():
            # another worker may have written meanwhile
            self._write({**known, **self._read()})
        # Who came back is looked at again, and so is who came while this was looked at.
        mark = (len(known), max(known.values(), default=None))
        self._agreed = None if forgotten else (mark, self._stamp())
        return again

    async def follow(self) -> None:
        """Look on until cancelled: other workers erase, and a database may be put back under a centre that runs."""
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(LOOK_INTERVAL_S)

    def _erase_again(self, subject: str, erased_us: int) -> bool:
        return self._database.write(partial(erase_again, subject=subject, erased_us=erased_us))

    def _stamp(self) -> _Stamp:
        if not self._path.exists():
            return None
        found = self._path.stat()
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _mark(self) -> _Mark:
        with self._database.read() as connection:
            found = connection.execute(select(func.count(), func.max(ERASURE.c.erased_us)))
            count, newest = found.one()
        return count, newest

    def _read(self) -> dict[str, int]:
        if not self._path.exists():
            return {}
        return msgspec.json.decode(self._path.read_bytes(), type=dict[str, int])

    def _write(self, erased: dict[str, int]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}.{threading.get_ident()}")
        with aside.open("wb") as file:
            file.write(msgspec.json.encode(erased, order="sorted"))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path)
