"""Messenger knows when customers hear of their orders: ready, about to expire, taken; what nobody fetched."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from sqlalchemy import Connection

from central.core.orders import move_order
from central.core.refused import Refused
from central.message_texts import written
from central.storage.engine import Database
from central.storage.message_rows import (
    due_messages,
    note_messages,
    unfetched,
    was_not_sent,
    was_sent,
)
from central.storage.sql_store import SqlTransaction
from pos_app.domain.customer_order import OrderState

INTERVAL_S = 60
AT_ONCE = 100
TIMEOUT_S = 20
SMTP_PORT = 25
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class AddressRefused(Exception):
    """The mail server wants nothing for this address, now or later."""


class Mail(Protocol):
    """Takes messages; errors: AddressRefused for good, OSError and smtplib.SMTPException for now."""

    def send(self, message: EmailMessage) -> None:
        """It is with the server when this ends."""
        ...


class SmtpMail:
    """A mail server by its address, smtp://[user:password@]host[:port]; with starttls where it offers that.

    A certificate has to be of that host, and a password is told to nobody without TLS, but on this machine.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.scheme == "smtp" and parts.hostname, "smtp://host:port"
        self._host, self._port = parts.hostname, parts.port or SMTP_PORT
        self._user, self._password = parts.username or "", parts.password or ""

    def send(self, message: EmailMessage) -> None:
        """One connection a message: there are few, and none is lost in another's failure."""
        with smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_S) as server:
            server.ehlo_or_helo_if_needed()
            if server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            elif self._user and self._host not in _THIS_MACHINE:
                # Whoever stands in between would read the password, and every customer's name.
                raise smtplib.SMTPNotSupportedError(f"{self._host} offers no TLS")
            if self._user:
                server.login(self._user, self._password)
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as refused:
                raise AddressRefused from refused


class Messenger:
    """Looks once a minute; without a mail server messages wait, and orders expire all the same.

    Protects: a message is said once for an order, and nobody without consent hears more than where their goods are.
    """

    def __init__(self, database: Database, mail: Mail | None, sender: str) -> None:
        self._database = database
        self._mail = mail
        self._sender = sender

    def look(self, now_us: int) -> int:
        """Note what is to be said, let go of what nobody fetched, send what is due; gives how many were sent."""
        self._database.write(partial(note_messages, now_us=now_us))
        with self._database.read() as connection:
            numbers = unfetched(connection, now_us)
        for number in numbers:
            # Somebody may have fetched it a moment ago.
            with suppress(Refused):
                self._database.write(partial(_expire, number=number, now_us=now_us))
        return 0 if self._mail is None else self._send(self._mail, now_us)

    async def follow(self, clock: Callable[[], int]) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.to_thread(self.look, clock())
            await asyncio.sleep(INTERVAL_S)

    def _send(self, mail: Mail, now_us: int) -> int:
        due = self._database.write(partial(due_messages, now_us=now_us, limit=AT_ONCE))
        sent = 0
        for message in due:
            try:
                mail.send(written(message, self._sender))
            except (AddressRefused, ValueError, OSError, smtplib.SMTPException) as error:
                # ValueError: an address or a number that no mail can bear; it must not hold up the others.
                for_good = isinstance(error, AddressRefused | ValueError)
                self._database.write(
                    partial(was_not_sent, message=message, now_us=now_us, for_good=for_good)
                )
            else:
                self._database.write(partial(was_sent, message=message))
                sent += 1
        return sent


def _expire(connection: Connection, *, number: str, now_us: int) -> None:
    move_order(SqlTransaction.over(connection), number, OrderState.EXPIRED, now_us)
