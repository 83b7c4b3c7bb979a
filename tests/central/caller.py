"""One enrolled machine that speaks HTTP to a centre."""

from typing import TypeVar

import httpx
import msgspec

from central.core.records import Device
from pos_app.domain.facts import FactDraft
from sync.wire.messages import EnrolReply, EnrolRequest, JournalReply, Problem
from tests.central.head_office import Register
from tests.contract.centre_process import CentreProcess

SECONDS_MAX = 60
_Message = TypeVar("_Message")


def told(reply: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["content-type"] == "application/problem+json"
    problem = msgspec.json.decode(reply.content, type=Problem)
    assert problem.status == reply.status_code
    return problem.status, problem.code


class Caller:
    """A device with its token and a chain of facts."""

    def __init__(self, process: CentreProcess, unit: str = "12") -> None:
        self.process = process
        request = EnrolRequest(process.enrolment_code(unit, "1"), "register", "machine")
        self.http = httpx.Client(base_url=process.url, timeout=SECONDS_MAX)
        reply = self.http.post("/v1/enrol", content=msgspec.json.encode(request))
        assert reply.status_code == 200, reply.text
        self.enrolled = msgspec.json.decode(reply.content, type=EnrolReply)
        self.http.headers["Authorization"] = f"Bearer {self.enrolled.token}"
        device = Device(self.enrolled.device_id, unit, "1", "register", "machine", "")
        self.chain = Register(None, device)

    def asks(self, path: str, **headers: str) -> httpx.Response:
        """Any answer."""
        return self.http.get(path, headers=headers)

    def gets(self, path: str, message: type[_Message]) -> _Message:
        """A message from an address."""
        reply = self.asks(path)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=message)

    def posts(self, first: int = 1, last: int | None = None) -> httpx.Response:
        """The answer to facts from first to last."""
        return self.http.post(
            f"/v1/journal/{self.enrolled.device_id}/a",
            content=msgspec.json.encode(self.chain.batch(first, last)),
        )

    def sends(self, first: int = 1, last: int | None = None) -> JournalReply:
        """Facts from first to last are taken."""
        reply = self.posts(first, last)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=JournalReply)

    def opens_the_drawer(self, times: int = 1) -> None:
        """Facts that move no stock."""
        for _ in range(times):
            self.chain.says(FactDraft("drawer_opened", {"reason": "change"}))
