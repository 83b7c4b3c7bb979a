"""Copying knows how a database is copied at one moment while others write, and put back: each kind by its own means."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlcipher3 import dbapi2

from resources.installation import environment_of_the_system

_PG_FOLDERS = Path("/usr/lib/postgresql")


class CopyFailed(Exception):
    """A database could not be copied or put back; its text is what its own tool said."""


def copy_of(url: str, place: Path) -> str:
    """Write a copy as one file; gives the kind of the database, "sqlite" or "postgresql". Raises CopyFailed."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        _copy_sqlite(str(address.database), str(place))
        return "sqlite"
    _run("pg_dump", address, "--format=custom", "--no-owner", f"--file={place}")
    return "postgresql"


def put_back(url: str, place: Path) -> None:
    """Make a database what its copy was; whole, or it stays as it is. Raises CopyFailed."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        _copy_sqlite(str(place), str(address.database))
        return
    options = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--no-owner")
    _run("pg_restore", address, *options, str(place))


def _copy_sqlite(source: str, target: str) -> None:
    """SQLite's own backup: one transaction there, whoever reads or writes here."""
    try:
        with closing(dbapi2.connect(source)) as read, closing(dbapi2.connect(target)) as written:
            written.execute("PRAGMA synchronous = FULL")
            read.backup(written)
    except dbapi2.DatabaseError as error:
        raise CopyFailed(str(error)) from error


def _run(program: str, address: URL, *arguments: str) -> None:
    """The password goes by the environment: everybody on the machine can read arguments."""
    shown = address.set(drivername="postgresql", password=None).render_as_string()
    surroundings = environment_of_the_system()
    if address.password:
        surroundings["PGPASSWORD"] = str(address.password)
    command = [_found(program), f"--dbname={shown}", *arguments]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CopyFailed(done.stderr.strip() or f"{program} ended with {done.returncode}")


def _found(program: str) -> str:
    """On the path, else the newest that Debian keeps beside it."""
    beside = sorted(_PG_FOLDERS.glob(f"*/bin/{program}"), key=_version, reverse=True)
    found = str(beside[0]) if beside else shutil.which(program)
    if found is None:
        raise CopyFailed(f"{program} is not here: install the client programs of PostgreSQL.")
    return found


def _version(place: Path) -> int:
    name = place.parent.parent.name
    return int(name) if name.isdigit() else 0
