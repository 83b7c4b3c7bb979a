"""A device as anybody may write one from docs/wire.md: it shares the messages and the fact chain, and no centre."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import msgspec

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import EMPTY_TAIL, Fact, FactDraft, FactOrigin, Tail, link, tail_of
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)
from sync.wire.fact_message import message_of, tail_message
from sync.wire.messages import (
    BootReply,
    EnrolReply,
    EnrolRequest,
    Group,
    JournalBatch,
    JournalReply,
    Problem,
    TailReply,
)

SECONDS_MAX = 60
NOW_US = 1_795_000_000_000_000
_Message = TypeVar("_Message")


@dataclass(frozen=True, slots=True)
class Address:
    """A centre, its administrator's token, and a store of it."""

    url: str
    token: str
    unit: str

    def admin(self, path: str, **wanted: str) -> httpx.Response:
        """What an administrator is answered."""
        return httpx.post(
            self.url + path,
            json=wanted,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=SECONDS_MAX,
        )

    def code(self) -> str:
        """A new enrolment code."""
        wanted = {"business_unit": self.unit, "workstation": "contract"}
        reply = self.admin("/v1/admin/enrolment-codes", **wanted)
        assert reply.status_code == 200, reply.text
        return str(reply.json()["code"])


def refusal(reply: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, as RFC 9457 has it; nobody may keep it."""
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["cache-control"] == "no-store"
    problem = msgspec.json.decode(reply.content, type=Problem)
    assert problem.status == reply.status_code
    return problem.status, problem.code


class ContractDevice:
    """A device with a token; it keeps its chains, and sends any stretch of them."""

    def __init__(self, address: Address, enrolled: EnrolReply) -> None:
        self.address = address
        self.enrolled = enrolled
        self.chains: dict[str, list[Fact]] = {}
        self.http = httpx.Client(
            base_url=address.url,
            headers={"Authorization": f"Bearer {enrolled.token}"},
            timeout=SECONDS_MAX,
        )

    @staticmethod
    def answer_to_code(address: Address, code: str, fingerprint: str) -> httpx.Response:
        """The answer to a code."""
        request = EnrolRequest(code, "register", fingerprint)
        content = msgspec.json.encode(request)
        return httpx.post(f"{address.url}/v1/enrol", content=content, timeout=SECONDS_MAX)

    @staticmethod
    def new(address: Address) -> ContractDevice:
        """A new device."""
        reply = ContractDevice.answer_to_code(address, address.code(), uuid4().hex)
        assert reply.status_code == 200, reply.text
        return ContractDevice(address, msgspec.json.decode(reply.content, type=EnrolReply))

    def __enter__(self) -> ContractDevice:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.http.close()

    def says(
        self, kind: str, body: dict[str, object], *, chain: str = "a", version: int = 1
    ) -> Fact:
        """One more fact of a chain."""
        facts = self.chains.setdefault(chain, [])
        fact = link(
            FactDraft(kind, body, version),
            fact_id=FactId(uuid4()),
            incarnation=IncarnationId(chain),
            after=self.tail(len(facts), chain),
            origin=FactOrigin(
                DeviceId(self.enrolled.device_id),
                BusinessUnit(self.enrolled.business_unit),
                Workstation(self.enrolled.workstation),
                OperatorNumber("1"),
                BusinessDate("2026-11-21"),
            ),
            time=TimeReading(NOW_US, 1, "boot", 0),
        )
        facts.append(fact)
        return fact

    def sells(self, item_id: int, pieces: int = 1) -> Fact:
        """A sale for cash, without a price that could be audited."""
        amount = 100 * pieces
        line = {"item_id": item_id, "quantity_milli": pieces * 1000, "amount_minor": amount}
        return self.says(
            "sale_completed",
            {
                "sale_id": uuid4().hex,
                "receipt_number": uuid4().hex[:12],
                "currency": self.enrolled.currency,
                "total_minor": amount,
                "lines": [{**line, "line": 1, "voided": False}],
                "tenders": [{"kind": "cash", "given_minor": amount, "change_minor": 0}],
            },
        )

    def tail(self, sequence: int, chain: str = "a") -> Tail:
        """The link at a sequence."""
        return tail_of(self.chains[chain][sequence - 1]) if sequence else EMPTY_TAIL

    def batch(self, first: int = 1, last: int | None = None, chain: str = "a") -> JournalBatch:
        """Facts from first to last."""
        facts = self.chains.get(chain, [])[first - 1 : last]
        messages = [message_of(fact) for fact in facts]
        return JournalBatch(tail_message(self.tail(first - 1, chain)), messages)

    def posts(self, batch: JournalBatch, chain: str = "a") -> httpx.Response:
        """The answer to any batch."""
        path = f"/v1/journal/{self.enrolled.device_id}/{chain}"
        return self.http.post(path, content=msgspec.json.encode(batch))

    def sends(self, first: int = 1, last: int | None = None, chain: str = "a") -> JournalReply:
        """Facts from first to last are answered."""
        reply = self.posts(self.batch(first, last, chain), chain)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=JournalReply)

    def gets(self, path: str, message: type[_Message]) -> _Message:
        """A message from an address."""
        reply = self.http.get(path)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=message)

    def boot(self, feed: str) -> BootReply:
        """How to start with a feed."""
        return self.gets(f"/v1/boot/{feed}", BootReply)

    def groups_after(self, boot: BootReply, position: int) -> list[Group]:
        """Every group of a feed after a position, without a gap."""
        groups: list[Group] = []
        while True:
            tail = self.gets(f"/v1/tail/{boot.feed}/{boot.epoch}/{position}", TailReply)
            assert (tail.feed, tail.epoch, tail.after) == (boot.feed, boot.epoch, position)
            for group in tail.groups:
                assert group.position == position + 1
                position = group.position
            groups += tail.groups
            if position == tail.head:
                return groups
            assert tail.groups, "an answer brings a device on, or says that it is at the head"

    def head(self, boot: BootReply) -> int:
        """The newest position of a feed."""
        groups = self.groups_after(boot, boot.position)
        return groups[-1].position if groups else boot.position


def rows_of(groups: list[Group], table: str) -> list[list[Any]]:
    """Rows that groups write into a table, the newest last."""
    return [
        row for group in groups for part in group.tables if part.table == table for row in part.put
    ]
