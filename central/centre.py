"""Centre knows the parts of one running centre: its database, its key, its snapshots, its clock and its dice."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from central.auditor import Auditor
from central.code_guesses import CodeGuesses
from central.core.enrol import CODE_ALPHABET, CODE_LENGTH, device_of_token, token_hash
from central.core.records import Device
from central.core.refused import Refused
from central.core.roles import Administrator, AdminRole, Right
from central.digests import Digests
from central.directory import PrivateDocuments
from central.erasures import Erasures
from central.head_watch import HeadWatch
from central.housekeeping import Housekeeping, SeenCursors
from central.limits import KnownCallers
from central.measures import Measures
from central.messenger import Messenger, SmtpMail
from central.pickup_codes import PickupCodes
from central.settings import Settings
from central.sisters import Sisters
from central.snapshots import Snapshots
from central.storage.admin_rows import administrator_of, keep_administrator
from central.storage.engine import Database
from central.storage.feed_retention import Retention
from central.storage.migrate import migrate
from central.storage.sql_store import SqlTransaction
from central.witness import Witness
from central.wrapping_key import WrappingKey
from pos_app.domain.card import with_check_digit

_Result = TypeVar("_Result")


class Centre:
    """The shell around the core: every transaction begins and ends here."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.measures = Measures()
        self.database = Database(settings.database)
        migrate(self.database)
        self.wrapping_key = WrappingKey.open(settings.key_file)
        self.snapshots = Snapshots(self.database, settings.cache_folder)
        self.digests = Digests(self.database, self.snapshots, now_us)
        self.cursors = SeenCursors()
        kept = Retention(settings.feed_days, settings.feed_days_max)
        self.housekeeping = Housekeeping(self.database, self.cursors, kept)
        self.sisters = Sisters(self.database)
        self.watch = HeadWatch(self.database)
        self.guesses = CodeGuesses()
        self.callers = KnownCallers()
        self.codes = PickupCodes(now_us)
        self.documents = PrivateDocuments(
            self.database, now_us, self.wrapping_key.secret_for("held slips")
        )
        self.auditor = Auditor(self.database)
        mail = SmtpMail(settings.mail_server) if settings.mail_server else None
        self.messenger = Messenger(self.database, mail, settings.mail_from)
        self.witness = Witness(self.database, settings.witness_file)
        self.erasures = Erasures(self.database, settings.erasures_file)

    def write(self, work: Callable[[SqlTransaction], _Result]) -> _Result:
        """Run the core in one durable transaction; whoever waits for a feed looks again afterwards."""
        result = self.database.write(lambda connection: work(SqlTransaction.over(connection)))
        self.watch.look()
        return result

    def read(self, work: Callable[[SqlTransaction], _Result]) -> _Result:
        """Run the core on one moment of the database."""
        with self.database.read() as connection:
            return work(SqlTransaction.over(connection))

    def query(self, work: Callable[[Connection], _Result]) -> _Result:
        """Read for a person, beside the core."""
        with self.database.read() as connection:
            return work(connection)

    def device(self, authorization: str | None) -> Device:
        """Who speaks, by the header of a request; raises Refused 401."""
        with self._looked_up(authorization):
            token = bearer(authorization)
            return self.read(lambda transaction: device_of_token(transaction.devices, token))

    def administrator(self, authorization: str | None, right: Right) -> Administrator:
        """Who administers, by the header of a request; raises Refused 401, or 403 without the right."""
        with self._looked_up(authorization):
            known = token_hash(bearer(authorization))
            found = self.query(lambda connection: administrator_of(connection, known))
            if found is None:
                raise Refused(401, "unknown_token", "The centre does not know this administrator.")
        found.check(right)
        return found

    @contextmanager
    def _looked_up(self, authorization: str | None) -> Iterator[None]:
        """Whose token is right has a measure of requests of their own from now on."""
        try:
            yield
        except Refused:
            self.callers.was_wrong(authorization)
            raise
        self.callers.was_right(authorization)

    def admit_administrator(self, token: str, name: str, role: AdminRole = AdminRole.OWNER) -> None:
        """Whoever bears this token administers the centre from now on."""
        admitted = Administrator(name, role)
        self.database.write(
            lambda connection: keep_administrator(connection, token_hash(token), admitted, now_us())
        )

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def bearer(authorization: str | None) -> str:
    """The token of an Authorization header; raises Refused 401 without one."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refused(401, "no_token", "A token is needed here.")
    return token


def now_us() -> int:
    """Microseconds UTC since 1970."""
    return time.time_ns() // 1000


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """An id that nobody else has."""
    return uuid4().hex


def new_card_number() -> str:
    """A number of a gift card that nobody guesses: 19 digits, the longest that ISO/IEC 7812 has, and no bank's."""
    return with_check_digit("7" + "".join(secrets.choice("0123456789") for _ in range(17)))


def new_code() -> str:
    """A code that a person can read out."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
