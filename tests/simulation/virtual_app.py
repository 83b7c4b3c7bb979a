"""Virtual app knows what a register does all day, over the real journal storage and the real domain."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pos_app.domain.clock import TimeReading
from pos_app.domain.fact_bodies import (
    day_closed,
    day_opened,
    drawer_opened,
    operator_let_in,
    sale_cancelled,
    sale_completed,
    stock_effects,
)
from pos_app.domain.facts import Body, Fact, FactDraft, FactKind
from pos_app.domain.ids import (
    BusinessDate,
    FactId,
    ItemId,
    OperatorNumber,
    SaleId,
)
from pos_app.domain.money import Money
from pos_app.domain.operator import Operator, Role
from pos_app.domain.quantity import Quantity
from pos_app.domain.sale import CompletedSale, RetailTransaction
from pos_app.domain.side_record import KEY_BYTES, SideRecord, commit
from pos_app.domain.tender import TenderLine, pay_cash
from pos_app.domain.tender_sums import cash_of, with_tenders
from pos_app.domain.till import Settlement, TillState, figures_of, next_business_date
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.ports.clock import Clock, Ids
from pos_app.ports.faults import CatalogueMissing
from pos_app.storage.opening import OpenStore, open_store
from tests.simulation.chance import happens
from tests.simulation.goods import (
    CASHIER,
    CURRENCY,
    ITEM_IDS,
    MANAGER,
    UNKNOWN_ITEM_ID,
    name_of,
)

APPLIED, PARKED = "applied", "parked"
DRAWER_REASON = "change"
Effects = tuple[tuple[int, int], ...]


class AppCrash(Exception):
    """The process of the app ends here; `is_committed` says on which side of the commit."""

    def __init__(self, *, is_committed: bool) -> None:
        super().__init__()
        self.is_committed = is_committed


@dataclass(frozen=True, slots=True)
class MadeFact:
    """What a register knows of a fact that it made, and what the centre has to make of it."""

    fact_id: FactId
    effects: Effects
    outcome: str
    total_minor: int = 0
    # By the centre's clock, as far as the device knew that.
    made_us: int | None = None
    kind: str = ""
    # What it only commits to.
    record: SideRecord | None = None
    said: Body = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the centre has to make of a fact that is about to be written."""

    effects: Effects = ()
    outcome: str = APPLIED
    total_minor: int = 0
    record: SideRecord | None = None


_NOTHING = _Meant()


def meant(effects: Effects) -> _Meant:
    """A fact that moves stock."""
    return _Meant(effects)


class DeviceClock(Clock):
    """The clocks of one device: wrong by a skew, and jumping."""

    def __init__(self, true_us: Callable[[], int]) -> None:
        self.true_us = true_us
        self._began_us = true_us()
        self.skew_us = 0
        self.drift_per_million = 0
        self.boot = 0

    def wall_us(self) -> int:
        """What the wall clock says."""
        now_us = self.true_us()
        drift_us = (now_us - self._began_us) * self.drift_per_million // 1_000_000
        return now_us + self.skew_us + drift_us

    def read(self) -> TimeReading:
        """The time now."""
        return TimeReading(self.wall_us(), self.true_us() * 1_000, f"boot-{self.boot}", None)


class _Bell:
    """Rings the agent; a crash right after the commit is where nobody rings."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def ring(self, *, at_once: bool = False) -> None:
        """Facts were committed; nobody here is impatient."""
        self._ring()


@dataclass(frozen=True, slots=True)
class Machine:
    """What the programs of a device run on: its clock, its ids, its chance, and the key of its files."""

    clock: DeviceClock
    ids: Ids
    stream: random.Random
    key: str


class VirtualApp:
    """The app of one device from its start to its crash.

    Protects: what is printed was durable before; every fact that a store could make is made by the real domain.
    """

    def __init__(
        self,
        folder: DeviceFolder,
        settings: DeviceSettings,
        machine: Machine,
        *,
        ring: Callable[[], None],
        crash_per_mille: Callable[[], int],
    ) -> None:
        self._stream = machine.stream
        self._clock = machine.clock
        self._ids = machine.ids
        self._crash_per_mille = crash_per_mille
        self._ring = ring
        self._making: list[MadeFact] = []
        # Receipts that came out of the printer.
        self.printed: list[FactId] = []
        self.open: OpenStore = open_store(
            folder,
            settings,
            machine.key,
            machine.clock,
            machine.ids,
            doorbell=_Bell(self._committed),
        )

    def close(self) -> None:
        """Let go of all files; an open transaction is undone."""
        self.open.close()

    def sell(self) -> MadeFact | None:
        """A paid sale of a few items; None while there is no catalogue."""
        sale = self._basket()
        if sale is None:
            return None
        tender = pay_cash(sale.to_pay, Money(sale.to_pay.amount_minor + 50, CURRENCY))
        with self.open.store.write():
            made = self._complete(sale, tender)
            self._may_crash()
        self.printed.append(made.fact_id)
        return made

    def _complete(self, sale: RetailTransaction, tender: TenderLine) -> MadeFact:
        """A sale with all that its fact brings with it."""
        store, till = self.open.store, self._till()
        number = store.journal.next_receipt_number(till.business_date)
        draft = sale_completed(sale, (tender,), number)
        seller = self._seller(till)
        meant = _Meant(stock_effects(sale), total_minor=sale.to_pay.amount_minor)
        made = self._append(draft, till, meant, seller.number)
        fact = store.journal.fact(made.fact_id)
        assert fact is not None
        store.sales.add(_completed(sale, number, fact, seller), fact)
        store.tills.save(
            replace(
                till,
                cash_sales=till.cash_sales + cash_of((tender,), CURRENCY),
                tenders=with_tenders(till.tenders, (tender,)),
                sale_count=till.sale_count + 1,
            )
        )
        return made

    def cancel(self) -> MadeFact | None:
        """A basket that is given up."""
        sale = self._basket()
        if sale is None:
            return None
        with self.open.store.write():
            made = self._append(sale_cancelled(sale), self._till())
            self._may_crash()
        return made

    def open_drawer(self) -> MadeFact:
        """The drawer opened without a sale."""
        with self.open.store.write():
            made = self._append(drawer_opened(DRAWER_REASON), self._till())
            self._may_crash()
        return made

    def close_day(self) -> MadeFact:
        """The Z figures; the next step opens the next day."""
        store = self.open.store
        with store.write():
            till = self._till()
            counted = till.expected
            settlement = Settlement(figures_of(till, 0), counted=counted, expected=counted)
            made = self._append(day_closed(settlement), till)
            store.tills.close_day()
            self._may_crash()
        return made

    def let_in(self) -> MadeFact:
        """A manager lets somebody in for the day; their name stands beside the fact."""
        store = self.open.store
        subject = f"guest-{self._ids.random_hex(8)}"
        newcomer = Operator(OperatorNumber(subject[-8:]), name_of(subject), Role.CASHIER, "", "")
        with store.write():
            till = self._till()
            said: Body = {
                "operator": newcomer.number,
                "business_date": till.business_date,
                "name": newcomer.name,
            }
            record = commit(subject, said, bytes.fromhex(self._ids.random_hex(KEY_BYTES)))
            draft = operator_let_in(newcomer.number, MANAGER, record)
            made = self._append(draft, till, _Meant(record=record))
            fact = store.journal.fact(made.fact_id)
            assert fact is not None
            store.side_records.keep(record, fact)
            store.guests.let_in(newcomer, till.business_date)
            self._may_crash()
        return made

    def write_strange_fact(self) -> MadeFact:
        """A fact that today's centre can only park: of a newer program, or with a body that nobody reads."""
        kind = self._stream.randrange(5)
        effects: Effects = ((self._stream.choice(ITEM_IDS), -1000),)
        sale_id = self._ids.uuid7().hex
        body: dict[str, object] = {
            "sale_id": sale_id,
            "receipt_number": "x",
            "currency": CURRENCY,
            "total_minor": 100,
            "lines": [{"item_id": effects[0][0], "quantity_milli": 1000, "amount_minor": 100}],
            "tenders": [{"kind": "cash", "given_minor": 100, "change_minor": 0}],
        }
        name, version = str(FactKind.SALE_COMPLETED), 1
        if kind == 0:
            name, body = "loyalty_joined", {"text": "x" * self._stream.randrange(20_000)}
        elif kind == 1:
            version = 7
        elif kind == 2:
            body["lines"] = "torn"
        elif kind == 3:
            line = {"item_id": UNKNOWN_ITEM_ID, "quantity_milli": 1000, "amount_minor": 100}
            body["lines"] = [line]
        else:
            body["total_minor"] = 101
        with self.open.store.write():
            till = self._till()
            made = self._append(FactDraft(name, body, version), till, _Meant(effects, PARKED))
            self._may_crash()
        return made

    def look(self) -> bool:
        """See what the agent has written, and re-chain what it found to differ; True when anything was re-chained."""
        self.open.news.changed()
        return self.open.resolve_forks()

    def _basket(self) -> RetailTransaction | None:
        stream = self._stream
        sale = RetailTransaction(SaleId(self._ids.uuid7()), CASHIER, CURRENCY)
        for _ in range(1 + stream.randrange(3)):
            try:
                item = self.open.catalogue.by_id(ItemId(stream.choice(ITEM_IDS)))
            except CatalogueMissing:
                return None
            if item is None:
                return None
            change = sale.add(item, Quantity.pieces(1 + stream.randrange(3)))
            if sale.lines[1:] and not stream.randrange(5):
                sale.void(change.line.number)
        return sale

    def _till(self) -> TillState:
        """The open day; it is opened with the first step, as a fact of its own."""
        tills = self.open.store.tills
        till = tills.current()
        if till is None:
            today = BusinessDate(self._clock.read().corrected.date().isoformat())
            tills.open_day(next_business_date(today, tills.last_closed()))
            till = tills.current()
            assert till is not None
            still_open = self.open.store.payments.open()
            self._append(day_opened(till.business_date, still_open), till)
        return till

    def _seller(self, till: TillState) -> Operator:
        """Who sells: now and then somebody who was let in for the day."""
        guests = self.open.store.guests.on(till.business_date)
        if guests and self._stream.randrange(2):
            return guests[-1]
        return Operator(CASHIER, f"Operator {CASHIER}", Role.CASHIER, "", "")

    def _append(
        self,
        draft: FactDraft,
        till: TillState,
        meant: _Meant = _NOTHING,
        operator: OperatorNumber = CASHIER,
    ) -> MadeFact:
        fact = self.open.store.journal.append(
            draft,
            operator=operator,
            business_date=till.business_date,
            stock_effects=meant.effects,
        )
        offset_ms = fact.time.centre_offset_ms
        made_us = None if offset_ms is None else fact.time.wall_us + offset_ms * 1_000
        made = MadeFact(
            fact.fact_id,
            meant.effects,
            meant.outcome,
            meant.total_minor,
            made_us,
            fact.kind,
            meant.record,
            draft.body,
        )
        self._making.append(made)
        return made

    def take_made(self) -> list[MadeFact]:
        """What the last transaction wrote, whether or not it came to its end."""
        made, self._making = self._making, []
        return made

    def _may_crash(self) -> None:
        if happens(self._stream, self._crash_per_mille()):
            raise AppCrash(is_committed=False)

    def _committed(self) -> None:
        if happens(self._stream, self._crash_per_mille()):
            raise AppCrash(is_committed=True)
        self._ring()


def _completed(sale: RetailTransaction, number: str, fact: Fact, seller: Operator) -> CompletedSale:
    return CompletedSale(
        sale_id=sale.sale_id,
        receipt_number=number,
        business_date=fact.origin.business_date,
        operator_name=seller.name,
        completed_us=fact.time.wall_us,
        lines=sale.lines,
        taxes=sale.taxes,
        tenders=(),
        to_pay=sale.to_pay,
    )
