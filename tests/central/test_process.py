"""The centre as a process, spoken to by HTTP alone."""

import hashlib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from base64 import b64encode

from central.core.pages import PAGE_GROUPS_MAX
from central.core.records import Device
from central.centre import Centre
from sync.wire.messages import (
    BootReply,
    EnrolReply,
    FeedPage,
    HeadsReply,
    JournalReply,
    OperatorDocument,
    PrivateList,
    Problem,
    RecoverReply,
    TailReply,
)
from tests.central.head_office import DAY, HeadOffice, Register
from tests.central.private_postgresql import PrivatePostgreSQL
from tests.contract.centre_process import CentreProcess

UNIT = "12"
STOP_SECONDS_MAX = 1.5
_Message = TypeVar("_Message")


class Caller:
    """One enrolled machine that speaks HTTP."""

    def __init__(self, process: CentreProcess, enrolled: EnrolReply) -> None:
        self.enrolled = enrolled
        self.http = httpx.Client(
            base_url=process.url,
            headers={"Authorization": f"Bearer {enrolled.token}"},
            timeout=30,
        )

    def gets(self, path: str, message: type[_Message]) -> _Message:
        """A message from an address."""
        reply = self.http.get(path)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=message)

    def is_told(self, path: str) -> tuple[int, str]:
        """Status and code of a refusal."""
        reply = self.http.get(path)
        assert reply.headers["cache-control"] == "no-store"
        problem = msgspec.json.decode(reply.content, type=Problem)
        assert problem.status == reply.status_code
        return problem.status, problem.code

    def register(self, office: HeadOffice) -> Register:
        """A chain to send."""
        enrolled = self.enrolled
        return Register(
            office,
            Device(enrolled.device_id, enrolled.business_unit, "1", "register", "m", ""),
        )

    def sends(self, register: Register, first: int = 1) -> JournalReply:
        """Send facts from first on."""
        reply = self.http.post(
            f"/v1/journal/{self.enrolled.device_id}/a",
            content=msgspec.json.encode(register.batch(first)),
        )
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=JournalReply)
