"""Engine knows how the centre opens its database: SQLite by sqlcipher3 alone, or PostgreSQL by address."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

# The WAL-reset bug is mended in 3.51.3 (SYNC T1).
SQLITE_OLDEST = (3, 51, 3)
BUSY_TIMEOUT_MS = 30_000
WRITE_TRIES_MAX = 8
# Serialization failure, deadlock, and a key that another transaction wrote first (two clones of a device that
# bring the same fact): the whole transaction runs again and sees what the other did.
_RUN_AGAIN = frozenset({"40001", "40P01", "23505"})
_WRITE = "centre_write"
_Result = TypeVar("_Result")

if dbapi2.sqlite_version_info < SQLITE_OLDEST:
    message = (
        f"SQLite {dbapi2.sqlite_version} can corrupt a database; {SQLITE_OLDEST} or newer is needed"
    )
    raise ImportError(message)


class Database:
    """Hands out transactions; a write is durable when it ends, and a read sees one moment."""

    def __init__(self, url: str) -> None:
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        # SQLite has one writer; waiting here is fair, waiting in SQLite is not.
        self._turn = threading.Lock()

    def write(self, work: Callable[[Connection], _Result]) -> _Result:
        """Run work in one durable transaction; work may run again after a deadlock, so it does nothing else."""
        if self.is_sqlite:
            with self._turn, self.engine.connect() as connection:
                return self._run(connection.execution_options(**{_WRITE: True}), work)
        for _ in range(WRITE_TRIES_MAX - 1):
            try:
                with self.engine.connect() as connection:
                    return self._run(connection, work)
            except (DBAPIError, psycopg.Error) as error:
                # COPY goes past SQLAlchemy, and so do its errors.
                said = error.orig if isinstance(error, DBAPIError) else error
                if getattr(said, "sqlstate", None) not in _RUN_AGAIN:
                    raise
        with self.engine.connect() as connection:
            return self._run(connection, work)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One moment of the database, on SQLite and on PostgreSQL alike."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect() as connection:
            seen = connection.execution_options(**options)
            with seen.begin():
                yield seen

    def scrub(self, tables: Sequence[str]) -> None:
        """Give the room of deleted rows back, and with it what stood there; the tables matter on PostgreSQL only."""
        if self.is_sqlite:
            with self._turn, closing(self.engine.raw_connection()) as raw:
                for command in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    cursor = raw.cursor()
                    cursor.execute(command)
                    cursor.close()
            return
        with self.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in tables:
                alone.exec_driver_sql(f"VACUUM {table}")

    def close(self) -> None:
        """Close every connection; the last one checkpoints SQLite."""
        self.engine.dispose()

    def _run(self, connection: Connection, work: Callable[[Connection], _Result]) -> _Result:
        with connection.begin():
            return work(connection)


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, module=dbapi2, pool_size=8, max_overflow=32, hide_parameters=True)
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: str) -> Engine:
    # Parameters may name people; no error repeats them.
    return create_engine(
        url, pool_size=8, max_overflow=32, pool_pre_ping=True, hide_parameters=True
    )


def _open_sqlite(connection: Any, _record: Any) -> None:
    # Transactions are written out; the driver starts none by itself.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = 1",
        "checkpoint_fullfsync = 1",
        "foreign_keys = ON",
        # What is deleted is overwritten: an erased person leaves no bytes behind (SYNC T11).
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
