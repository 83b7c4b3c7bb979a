"""Migrate knows how a database of the centre is brought to the newest schema, in-process."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from central.storage.engine import Database

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Bring the database to the newest schema; does nothing when it is there already."""
    database.write(_upgrade)


def _upgrade(connection: Connection) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")
