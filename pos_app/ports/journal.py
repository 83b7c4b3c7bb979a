"""The journal ports: the one writer of what happened, and what is read back from it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from pos_app.domain.customer import Note
from pos_app.domain.facts import Fact, FactDraft
from pos_app.domain.ids import (
    BusinessDate,
    CustomerNumber,
    FactId,
    ItemId,
    LineNumber,
    OperatorNumber,
    OrderNumber,
    SaleId,
)
from pos_app.domain.operator import Operator, WrongPins
from pos_app.domain.payment import Payment
from pos_app.domain.sale import CompletedSale, HeldElsewhere, RetailTransaction, SuspendedSale
from pos_app.domain.sale_return import CompletedReturn
from pos_app.domain.sale_void import VoidedSale
from pos_app.domain.side_record import SideRecord
from pos_app.domain.till import TillState


class Journal(Protocol):
    """Appends facts; each gets the next sequence of the current incarnation."""

    def append(
        self,
        draft: FactDraft,
        *,
        operator: OperatorNumber,
        business_date: BusinessDate,
        stock_effects: tuple[tuple[int, int], ...] = (),
    ) -> Fact:
        """Add a fact with its local effects on stock: (item_id, difference in thousandths)."""
        ...

    def fact(self, fact_id: FactId) -> Fact | None:
        """A fact of this register."""
        ...

    def next_receipt_number(self, business_date: BusinessDate) -> str:
        """The number that the next sale of this day bears: unit, workstation and incarnation letter, day, count."""
        ...


class Baskets(Protocol):
    """Keeps the open basket: ordinary rows, durable with every change, gone when the sale is."""

    def load(self) -> RetailTransaction | None:
        """The open basket, None when there is none."""
        ...

    def save(self, sale: RetailTransaction, changed: tuple[LineNumber, ...]) -> None:
        """Write the basket and the named lines."""
        ...

    def clear(self) -> None:
        """Forget the open basket."""
        ...


class Sales(Protocol):
    """Keeps completed sales to be read back."""

    def add(self, sale: CompletedSale, fact: Fact) -> None:
        """Find a sale by what people know of it; its lines are read back from its fact."""
        ...

    def by_id(self, sale_id: SaleId) -> CompletedSale | None:
        """A sale of this register."""
        ...

    def last(self) -> CompletedSale | None:
        """The newest sale of this register."""
        ...

    def by_number(
        self, ending: str, limit: int, order_ending: str = ""
    ) -> tuple[CompletedSale, ...]:
        """Sales of this store whose receipt numbers end so, and orders whose numbers do, newest first."""
        ...

    def of_piece(self, item_id: ItemId, serial: str, limit: int) -> tuple[CompletedSale, ...]:
        """Sales of this store in which the piece with this serial was sold, newest first."""
        ...

    def order_of_parcel(self, sscc: str) -> OrderNumber | None:
        """The order of this store that a parcel is of, as far as this device knows."""
        ...

    def show(self, sale: CompletedSale) -> None:
        """A sale of another store, of which a signed paper tells: it is found until the program ends."""
        ...

    def known_until_us(self) -> int | None:
        """Up to when sales of other registers are known, None while there is a line."""
        ...

    def add_behind(self, paper: CompletedReturn | VoidedSale, fact: Fact) -> None:
        """Find what came back of a sale, or that it was undone, by the sale."""
        ...

    def returns_of(self, sale_id: SaleId) -> tuple[CompletedReturn, ...]:
        """What came back of a sale of this store, at any register of it, oldest first."""
        ...

    def voided_by(self, sale_id: SaleId) -> str:
        """The number of the paper that undid a sale of this register, "" while it stands."""
        ...

    def card_facts(self, sale: CompletedSale) -> tuple[FactId, ...]:
        """The facts by which a sale of this register gave out or loaded gift cards."""
        ...

    def is_own(self, sale_id: SaleId) -> bool:
        """Whether this register sold it."""
        ...

    def is_spent(self, once: str) -> bool:
        """Whether a sale of this store that stands has what counts once, as far as this device knows."""
        ...

    def lowest_paid(self, item_id: ItemId, since: str) -> int | None:
        """The lowest price of one unit that this store's sales tell of since a business day, None when they do not.

        In thousandths of a minor unit; what a person set by hand is left out.
        """
        ...

    def voided_line_count(self, business_date: BusinessDate) -> int:
        """How many lines were taken off the sales of a day before these were paid."""
        ...


class SuspendedSales(Protocol):
    """Finds sales that were put aside; nothing is kept of them but their facts."""

    def of_day(self, business_date: BusinessDate) -> tuple[SuspendedSale, ...]:
        """Put aside on this day, and neither brought back nor cancelled; the newest first."""
        ...

    def elsewhere(self, business_date: BusinessDate) -> tuple[HeldElsewhere, ...]:
        """What other registers of the store hold of this day, as far as this device knows; the newest first."""
        ...

    def is_taken(self, fact_id: FactId, business_date: BusinessDate) -> bool:
        """Whether somebody has brought it back or cancelled it on this day, as far as this device knows."""
        ...


class Tills(Protocol):
    """Keeps the business day of this workstation and its drawer."""

    def current(self) -> TillState | None:
        """The open business day, None before it is opened."""
        ...

    def last_closed(self) -> BusinessDate | None:
        """The newest day that was closed, None on a new register."""
        ...

    def open_day(self, business_date: BusinessDate) -> None:
        """Begin a business day."""
        ...

    def save(self, till: TillState) -> None:
        """Write the drawer's figures."""
        ...

    def close_day(self) -> None:
        """End the business day; there is none until the next is opened."""
        ...


class Payments(Protocol):
    """Reads back what facts say of money that is not settled yet."""

    def open(self) -> tuple[Payment, ...]:
        """Intents without outcome, and money taken that no completed sale has claimed, oldest first."""
        ...


class SignOnAttempts(Protocol):
    """Keeps wrong PINs, so that a wait survives a restart."""

    def wrong_pins(self, operator: OperatorNumber) -> WrongPins:
        """Wrong PINs in a row."""
        ...

    def keep(self, operator: OperatorNumber, wrong: WrongPins) -> None:
        """Write down how often and when."""
        ...

    def clear(self, operator: OperatorNumber) -> None:
        """The right PIN was given."""
        ...


class GuestOperators(Protocol):
    """Keeps who was let in for one business day without being known to this device."""

    def let_in(self, guest: Operator, business_date: BusinessDate) -> None:
        """From now until the day closes this person may sell; also writes a PIN hash that was chosen later."""
        ...

    def on(self, business_date: BusinessDate) -> tuple[Operator, ...]:
        """Who was let in on this day, by name; an empty PIN hash is one that is not chosen yet."""
        ...


class SideRecords(Protocol):
    """Keeps what names people beside the facts that commit to it, until it is erased or the facts are let go of."""

    def keep(self, record: SideRecord, fact: Fact) -> None:
        """Keep a record in the transaction of its fact."""
        ...

    def notes(self, customer: CustomerNumber) -> tuple[Note, ...]:
        """What was noted about a customer on this device, newest first."""
        ...


class PrintKind(StrEnum):
    """What a job of the printer is."""

    RECEIPT = "receipt"
    COPY = "copy"
    SETTLEMENT = "settlement"
    REFUND = "refund"
    VOID = "void"
    GIFT = "gift"
    CREDIT = "credit"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One document that waits for paper."""

    number: int
    document: UUID
    kind: PrintKind


class PrintQueue(Protocol):
    """Keeps what waits for the printer; a job is added in the transaction of its fact."""

    def add(self, document: UUID, kind: PrintKind) -> int:
        """Queue the document of a sale, or of the fact of a return, a closed day or a held sale; gives its job."""
        ...

    def waiting(self) -> tuple[PrintJob, ...]:
        """Jobs not printed yet, oldest first."""
        ...

    def done(self, job: int) -> None:
        """The printer took it."""
        ...


class Store(Protocol):
    """One transaction on journal.db at a time; all of it or nothing is on disk when `write` ends."""

    @property
    def journal(self) -> Journal:
        """The facts."""
        ...

    @property
    def baskets(self) -> Baskets:
        """The open basket."""
        ...

    @property
    def sales(self) -> Sales:
        """Completed sales."""
        ...

    @property
    def suspended(self) -> SuspendedSales:
        """Sales that were put aside."""
        ...

    @property
    def tills(self) -> Tills:
        """The day and its drawer."""
        ...

    @property
    def attempts(self) -> SignOnAttempts:
        """Wrong PINs."""
        ...

    @property
    def guests(self) -> GuestOperators:
        """Who was let in for the day."""
        ...

    @property
    def side_records(self) -> SideRecords:
        """What names people."""
        ...

    @property
    def payments(self) -> Payments:
        """Money that is not settled."""
        ...

    @property
    def print_queue(self) -> PrintQueue:
        """What waits for paper."""
        ...

    def write(self) -> AbstractContextManager[None]:
        """A durable transaction: it commits (WAL, synchronous FULL) at the end, or is undone by any exception.

        Errors: DiskFull, StorageBroken.
        """
        ...

    def write_basket(self) -> AbstractContextManager[None]:
        """A transaction that changes the open basket and appends nothing.

        A killed program loses nothing of it; a power cut may lose what was committed so since the last `write`.
        Errors: DiskFull, StorageBroken.
        """
        ...
