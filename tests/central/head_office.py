"""A small head office for tests: few items, a new store for every test, registers that keep their chains."""

from collections.abc import Iterable
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, insert, select, update

from central.centre import Centre, new_id
from central.core.enrol import enrol, make_enrolment_code
from central.core.feed import store_feed
from central.core.ingest import read_batch, take_batch
from central.core.records import Device
from central.storage.money_schema import SALE
from central.storage.schema import (
    EXCEPTION,
    ITEM,
    ITEM_CODE,
    PRICE,
    RECEIPT,
    STOCK,
    STORE,
    TAX_RATE,
)
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
from sync.wire.messages import EnrolRequest, JournalBatch, JournalReply

ITEMS = (1, 2, 3, 4)
PRICE_MINOR = 250
ON_HAND_MILLI = 100_000
NOW_US = 1_790_000_000_000_000
DAY = "2026-11-21"
_numbers = count(1)


class HeadOffice:
    """Opens stores and enrols registers; asks the database what came of their facts."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        item = {"department": "Bakery", "unit": "each", "tax_code": "Z", "age_limit": 0}
        goods: list[tuple[Table, list[dict[str, Any]]]] = [
            (TAX_RATE, [{"code": "Z", "name": "0 %", "basis_points": 0}]),
            (
                ITEM,
                [
                    {**item, "item_id": i, "number": f"N{i}", "name": f"Bun {i}", "popularity": i}
                    for i in ITEMS
                ],
            ),
            (ITEM_CODE, [{"gtin": f"{i:014}", "item_id": i} for i in ITEMS]),
            (PRICE, [{"zone": "uk", "item_id": i, "price_minor": PRICE_MINOR} for i in ITEMS]),
        ]
        for table, rows in goods:
            self._add(table, rows)
        for feed in ("chain", "zone:uk"):
            self.begin_feed(feed)

    def begin_feed(self, feed: str) -> None:
        """A new epoch of a feed."""
        self.centre.write(
            lambda transaction: transaction.feeds.start_epoch(feed, new_id(), new_id())
        )

    def open_store(self) -> str:
        """A new store with stock of every item; gives its number."""
        unit = f"{next(_numbers):03}"
        store = {
            "business_unit": unit,
            "name": f"Store {unit}",
            "currency": "GBP",
            "time_zone": "Europe/London",
            "zone": "uk",
        }
        figures = {"on_hand_milli": ON_HAND_MILLI, "reserved_milli": 0, "safety_milli": 0}
        stock = [{"business_unit": unit, "item_id": i, **figures} for i in ITEMS]
        self._add(STORE, [store])
        self._add(STOCK, stock)
        self.begin_feed(store_feed(unit))
        return unit

    def moves_to(self, unit: str, zone: str) -> None:
        """A store gets its prices from another zone."""
        moved = update(STORE).where(STORE.c.business_unit == unit).values(zone=zone)
        self.centre.database.write(lambda connection: connection.execute(moved))

    def _add(self, table: Table, rows: list[dict[str, Any]]) -> None:
        self.centre.database.write(lambda connection: connection.execute(insert(table), rows))

    def enrol(self, unit: str, workstation: str = "1") -> tuple[Device, str]:
        """A register with its token."""
        code, token = new_id().upper(), new_id()
        request = EnrolRequest(code, "register", "machine")
        self.centre.write(
            lambda t: make_enrolment_code(t.devices, unit, workstation, code=code, now_us=NOW_US)
        )
        device, _ = self.centre.write(
            lambda t: enrol(t.devices, request, device_id=new_id(), token=token, now_us=NOW_US)
        )
        return device, token

    def register(self, unit: str | None = None) -> "Register":
        """A register of a store, of a new one by default."""
        return Register(self, self.enrol(unit or self.open_store())[0])

    def stock(self, unit: str) -> dict[int, int]:
        """On hand in thousandths by item."""
        wanted = select(STOCK.c.item_id, STOCK.c.on_hand_milli).where(STOCK.c.business_unit == unit)
        rows = self.centre.query(lambda connection: connection.execute(wanted).all())
        return {row.item_id: row.on_hand_milli for row in rows}

    def sale_count(self, unit: str) -> int:
        """Sales in the ledger."""
        wanted = select(func.count()).where(SALE.c.business_unit == unit)
        return self.centre.query(lambda connection: connection.scalar(wanted)) or 0

    def receipts(self, unit: str) -> dict[str, tuple[str, str]]:
        """Status and reason by fact."""
        wanted = select(RECEIPT).where(RECEIPT.c.business_unit == unit)
        rows = self.centre.query(lambda connection: connection.execute(wanted).all())
        return {row.fact_id: (row.status, row.reason) for row in rows}

    def exceptions(self, unit: str) -> dict[str, str]:
        """Kind by fact."""
        wanted = select(EXCEPTION).where(EXCEPTION.c.business_unit == unit)
        rows = self.centre.query(lambda connection: connection.execute(wanted).all())
        return {row.fact_id: row.kind for row in rows}


class Register:
    """Keeps a chain of facts, and sends any stretch of it as often as it likes."""

    def __init__(self, office: HeadOffice | None, device: Device, incarnation: str = "a") -> None:
        self._office = office
        self.device = device
        self.incarnation = incarnation
        self.clock_us = NOW_US
        self.offset_ms: int | None = 0
        # another store than its own, for a device that says so
        self.told_store: str | None = None
        self.workstation = Workstation("1")
        self.facts: list[Fact] = []

    @property
    def office(self) -> HeadOffice:
        """The head office that takes its facts."""
        assert self._office is not None, "this register speaks to a process"
        return self._office

    @property
    def unit(self) -> str:
        """Its store."""
        return self.device.business_unit

    def sells(self, item_id: int = 1, pieces: int = 1, **changes: object) -> Fact:
        """One completed sale; `changes` put other words into its body."""
        amount = PRICE_MINOR * pieces
        line = {"item_id": item_id, "quantity_milli": pieces * 1000, "amount_minor": amount}
        body: dict[str, object] = {
            "sale_id": new_id(),
            "receipt_number": f"{self.unit}-{next(_numbers)}",
            "currency": "GBP",
            "total_minor": amount,
            "lines": [{**line, "line": 1, "voided": False}],
            "tenders": [{"kind": "cash", "given_minor": amount + 50, "change_minor": 50}],
            **changes,
        }
        return self.says(FactDraft("sale_completed", body))

    def says(self, draft: FactDraft, fact_id: str | None = None) -> Fact:
        """Any fact."""
        unit = BusinessUnit(self.told_store or self.unit)
        fact = link(
            draft,
            fact_id=FactId(UUID(fact_id or new_id())),
            incarnation=IncarnationId(self.incarnation),
            after=self.tail(len(self.facts)),
            origin=FactOrigin(
                DeviceId(self.device.device_id),
                unit,
                self.workstation,
                OperatorNumber("7"),
                BusinessDate(DAY),
            ),
            time=TimeReading(self.clock_us, 1, "boot", self.offset_ms),
        )
        self.facts.append(fact)
        return fact

    def tail(self, sequence: int) -> Tail:
        """The link at a sequence."""
        return tail_of(self.facts[sequence - 1]) if sequence else EMPTY_TAIL

    def batch(self, first: int = 1, last: int | None = None) -> JournalBatch:
        """Facts from first to last."""
        facts = self.facts[first - 1 : last]
        return JournalBatch(tail_message(self.tail(first - 1)), [message_of(f) for f in facts])

    def sends(self, first: int = 1, last: int | None = None, now_us: int = NOW_US) -> JournalReply:
        """Send facts from first to last."""
        return self.sends_batch(self.batch(first, last), now_us)

    def sends_batch(self, batch: JournalBatch, now_us: int = NOW_US) -> JournalReply:
        """Send any batch."""
        found = read_batch(self.device, self.incarnation, batch)
        return self.office.centre.write(lambda t: take_batch(t, self.device, found, now_us))


def statuses(facts: Iterable[Fact], receipts: dict[str, tuple[str, str]]) -> list[str]:
    """What became of facts, in their order."""
    return [receipts[fact.fact_id.hex][0] for fact in facts]
