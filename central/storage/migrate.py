"""Migrate knows how a database of the centre is brought to the newest schema, in-process."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from central.storage.engine import Database

SCRIPTS = Path(__file__).parent / "migrations"


class DatabaseNewer(Exception):
    """A newer centre made this database: this one would lose what it does not know, so it changes nothing."""


def migrate(database: Database) -> None:
    """Bring the database to the newest schema; does nothing when it is there already. Errors: DatabaseNewer."""
    database.write(_upgrade)


def _upgrade(connection: Connection) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS))
    _refuse_newer(connection, ScriptDirectory.from_config(configuration))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def _refuse_newer(connection: Connection, scripts: ScriptDirectory) -> None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        message = (
            f"The database is at schema {found}, which a newer centre made: nothing was changed. "
            "Install that version again, or restore a backup of before it."
        )
        raise DatabaseNewer(message)
