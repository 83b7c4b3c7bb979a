"""Offices knows how a centre with stores and enrolled devices is set up for a benchmark, and how it is spoken to."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from bench.million_items import FOLDER
from central.centre import Centre, new_id, new_token
from central.core.enrol import enrol, make_enrolment_code
from central.settings import Settings
from central.storage.sql_store import SqlTransaction
from sync.wire.messages import EnrolRequest, JournalReply
from tests.central.head_office import NOW_US, HeadOffice, Register
from tests.contract.centre_process import CentreProcess

SECONDS_MAX = 60


@dataclass(frozen=True, slots=True)
class EnrolledDevice:
    """A device with its token, and the chain that it sends."""

    register: Register
    token: str

    @property
    def path(self) -> str:
        """Where its facts go."""
        return f"/v1/journal/{self.register.device.device_id}/{self.register.incarnation}"


def fresh_folder(name: str) -> Path:
    """An empty folder."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder.absolute()


def open_centre(process: CentreProcess) -> Centre:
    """The parts of the centre that a process serves, beside it."""
    folder = process.folder
    return Centre(
        Settings(
            process.database,
            folder / "central-key.pem",
            folder / "snapshots",
            folder / "central-witness.json",
        )
    )


def enrol_devices(centre: Centre, stores: int, per_store: int) -> list[EnrolledDevice]:
    """So many new stores, each with so many devices; one transaction for all devices."""
    office = HeadOffice(centre)
    units = [office.open_store() for _ in range(stores)]

    def enrol_all(transaction: SqlTransaction) -> list[EnrolledDevice]:
        return [
            _enrol(transaction, unit, str(number))
            for unit in units
            for number in range(1, per_store + 1)
        ]

    return centre.write(enrol_all)


def _enrol(transaction: SqlTransaction, unit: str, workstation: str) -> EnrolledDevice:
    code, token = new_id().upper(), new_token()
    make_enrolment_code(transaction.devices, unit, workstation, code=code, now_us=NOW_US)
    request = EnrolRequest(code, "register", "machine")
    device, _ = enrol(transaction.devices, request, device_id=new_id(), token=token, now_us=NOW_US)
    return EnrolledDevice(Register(None, device), token)


@contextmanager
def running(process: CentreProcess) -> Iterator[CentreProcess]:
    """Started, and stopped at the end."""
    process.start()
    try:
        yield process
    finally:
        process.stop()


class PlainLine:
    """One kept connection that posts and reads, with as little of its own as there can be."""

    def __init__(self, url: str, token: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=SECONDS_MAX)
        self._headers = {"Authorization": f"Bearer {token}"}

    def post(self, path: str, body: bytes) -> JournalReply:
        """Facts; they are acknowledged."""
        self._connection.request("POST", path, body, self._headers)
        reply = msgspec.json.decode(self._read(), type=JournalReply)
        assert reply.result == "acknowledged", reply
        return reply

    def get(self, path: str) -> bytes:
        """Any answer."""
        self._connection.request("GET", path, headers=self._headers)
        return self._read()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _read(self) -> bytes:
        reply = self._connection.getresponse()
        body = reply.read()
        assert reply.status == http.client.OK, body
        return body
