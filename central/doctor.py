"""Doctor knows what a centre needs of its machine, and says what is missing and how to mend it; it changes nothing."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography import x509
from sqlalchemy.exc import DBAPIError

from central.backup import ENDING
from central.settings import Settings
from central.storage.engine import Database
from central.storage.migrate import SCRIPTS
from resources.installation import is_installed, version

ROOM_BYTES_MIN = 2_000_000_000
CERTIFICATE_DAYS_MIN = 14
BACKUP_HOURS_MAX = 26
TIMEOUT_S = 2
_UNIT = "storefront-central"
_EVERYWHERE = ("", "0.0.0.0", "::")
# Is it well, and what is it.
Check = tuple[bool, str]


def look(settings: Settings, backups: Path | None, now: datetime) -> Iterator[Check]:
    """One check after the other; backups: the folder in which the newest one is looked for."""
    yield True, f"storefront-central {version()}"
    yield from _database(settings)
    yield _key(settings.key_file)
    for what, place in (("witness", settings.witness_file), ("snapshots", settings.cache_folder)):
        yield _writable(what, place.parent)
    yield _room(settings.key_file.parent)
    yield _certificate(settings, now)
    if is_installed():
        yield _service(settings)
    yield _backup(backups, now)


def _database(settings: Settings) -> Iterator[Check]:
    database = Database(settings.database)
    try:
        if database.is_sqlite and not Path(str(database.engine.url.database)).exists():
            yield False, "database: not made yet; `central serve` or `central migrate` makes it"
            return
        with database.read() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        yield (
            False,
            f"database: does not answer; look at CENTRAL_DATABASE ({type(error.orig).__name__})",
        )
        return
    finally:
        database.close()
    newest = ScriptDirectory(str(SCRIPTS)).get_current_head()
    if found == newest:
        yield True, "database: answers, at the newest schema"
    else:
        yield False, f"database: at schema {found}, not {newest}; `central migrate` brings it there"


def _key(place: Path) -> Check:
    if not place.exists():
        return False, f"key {place}: not made yet; it is at the first start"
    is_private = not place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    to_do = "" if is_private else f"; others can read it: chmod 600 {place}"
    return is_private, f"key {place}: there{to_do}"


def _writable(what: str, folder: Path) -> Check:
    nearest = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    is_well = os.access(nearest, os.W_OK)
    return is_well, f"{what} in {folder}: {'can be written' if is_well else 'cannot be written'}"


def _room(folder: Path) -> Check:
    nearest = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    free = shutil.disk_usage(nearest).free
    return free >= ROOM_BYTES_MIN, f"room beside the key: {free // 1_000_000:,} MB"


def _certificate(settings: Settings, now: datetime) -> Check:
    if not settings.certificate:
        return True, "TLS: none here; something in front of the centre has to speak it"
    try:
        found = x509.load_pem_x509_certificate(Path(settings.certificate).read_bytes())
    except (OSError, ValueError):
        return False, f"TLS: {settings.certificate} is no certificate that can be read"
    left = found.not_valid_after_utc - now
    return left >= timedelta(
        days=CERTIFICATE_DAYS_MIN
    ), f"TLS: certificate for {left.days} more days"


def _service(settings: Settings) -> Check:
    """Whether the service that the package brings listens."""
    host = "127.0.0.1" if settings.host in _EVERYWHERE else settings.host
    words = f"service: on port {settings.port}"
    try:
        socket.create_connection((host, settings.port), TIMEOUT_S).close()
    except OSError:
        to_do = f"systemctl start {_UNIT}; why not, journalctl -u {_UNIT} says"
        return False, f"{words} nobody listens: {to_do}"
    return True, f"{words} somebody listens"


def _backup(folder: Path | None, now: datetime) -> Check:
    if folder is None:
        return True, "backup: not looked for; name its folder with --backups"
    newest = max(folder.glob(f"*{ENDING}"), default=None)
    if newest is None:
        return False, f"backup: none in {folder}; `central backup --to {folder}` makes one"
    age = now - datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    hours = age // timedelta(hours=1)
    return hours < BACKUP_HOURS_MAX, f"backup: the newest is {hours} hours old, {newest.name}"
