"""The demo store as a database has it, loaded once in a run, or into a server, and copied from then on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

from tests.made_once import made_once

TEMPLATE = "loaded_demo"
HAS_TABLES = "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"

Load = Callable[[Path, str], None]
_servers: set[int] = set()


def demo_copied(folder: Path, database: str, load: Load) -> bool:
    """Give an empty database the demo store, and its folder what lies beside it; False when it is not empty.

    `load` loads it, given a folder and an address.
    """
    if database.startswith("postgresql"):
        return _postgresql_copied(database, load)
    path = Path(database.removeprefix("sqlite:///"))
    if path.exists():
        return False
    loaded = made_once("demo-store", lambda made: load(made, f"sqlite:///{made / 'central.db'}"))
    shutil.copytree(loaded, folder, dirs_exist_ok=True)
    for ending in ("", "-wal"):
        copied = folder / f"central.db{ending}"
        if copied.exists() and copied != Path(f"{path}{ending}"):
            copied.rename(f"{path}{ending}")
    return True


def _postgresql_copied(database: str, load: Load) -> bool:
    url = make_url(database)
    template = url.set(database=TEMPLATE)
    with psycopg.connect(_libpq(url)) as connection:
        if connection.execute(HAS_TABLES).fetchall():
            return False
    with psycopg.connect(_libpq(url.set(database="postgres")), autocommit=True) as server:
        assert url.port is not None
        if url.port not in _servers:
            server.execute(f"CREATE DATABASE {TEMPLATE}".encode())
            with tempfile.TemporaryDirectory() as folder:
                load(Path(folder), template.render_as_string(hide_password=False))
            _servers.add(url.port)
        server.execute(f"DROP DATABASE {url.database}".encode())
        server.execute(f"CREATE DATABASE {url.database} TEMPLATE {TEMPLATE}".encode())
    return True


def _libpq(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
