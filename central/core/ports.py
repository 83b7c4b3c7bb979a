"""Ports knows what the core may ask of an open transaction; nobody but the shell begins or ends one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from central.core.card_ports import Cards
from central.core.feed_ports import Feeds
from central.core.held_ports import HeldSales
from central.core.kit_ports import Kits
from central.core.once_ports import SpentCodes
from central.core.parcel_ports import Parcels
from central.core.pickup_ports import PickupCounter
from central.core.purchase_ports import Points, PromotionUses, Purchases
from central.core.records import (
    ChainSeen,
    Device,
    EnrolmentCode,
    NewOrder,
    NewOrderLine,
    OpenQuestion,
    OrderRecord,
    Outcome,
    PaidFact,
    PlacedOrder,
    RecoveryCode,
    RetrievedRecord,
    ReturnRecord,
    Row,
    SaleRecord,
    StockMovement,
    StoreRecord,
)
from central.core.routing import StoreOffer
from central.core.stock_ports import StockKeeping
from central.core.till_loans import Loans
from pos_app.domain.facts import Fact, Tail


class CannotBook(Exception):
    """What follows from a fact cannot be worked out or written down; the text says which kind of error it was."""


class Journals(Protocol):
    """The chains that devices have sent."""

    def lock_tail(self, device_id: str, incarnation: str) -> Tail:
        """The end of a chain, the empty one when it is new; nobody else may extend it until the end."""
        ...

    def tails(self, device_id: str) -> dict[str, Tail]:
        """The ends of every chain of a device."""
        ...

    def fact_count(self, device_id: str) -> int:
        """How many facts of a device are held, each once."""
        ...

    def seen(self, device_id: str) -> dict[str, ChainSeen]:
        """Every chain of a device whose first and last fact are held, as it stands."""
        ...

    def hashes(self, device_id: str, incarnation: str, first: int, last: int) -> dict[int, bytes]:
        """The hashes of links from first to last."""
        ...

    def append(self, facts: Sequence[Fact], received_us: int) -> None:
        """Store facts of one chain, and move its end when they are behind it."""
        ...

    def skip_to(self, device_id: str, incarnation: str, end: Tail) -> None:
        """Move the end of a chain behind facts that nobody has any more."""
        ...

    def decided(self, fact_ids: Sequence[str]) -> set[str]:
        """Which of these facts were decided before, in whatever chain."""
        ...

    def fact(self, fact_id: str) -> Fact | None:
        """A fact by its id, as the chain told it that came first with it."""
        ...


class Ledger(Protocol):
    """What follows from facts: sales, stock, receipts, exceptions."""

    def known_items(self, item_ids: set[int]) -> set[int]:
        """Which of these items exist."""
        ...

    def known_sales(self, sale_ids: set[str]) -> set[str]:
        """Which of these sales are in the ledger."""
        ...

    def add_sales(self, sales: Sequence[SaleRecord]) -> None:
        """Write sales with their tenders, and what registers may look up of them."""
        ...

    def retrieved_by(self, suspended: set[str]) -> dict[str, str]:
        """Which fact has brought each of these held sales back; those that nobody has are left out."""
        ...

    def add_retrieved(self, records: Sequence[RetrievedRecord]) -> None:
        """Write which held sales were brought back."""
        ...

    def move_stock(
        self, business_unit: str, movements: Sequence[StockMovement], recorded_us: int
    ) -> list[Row]:
        """Write movements; gives the stock rows that they changed, by item."""
        ...

    def on_hand_milli(self, business_unit: str, item_id: int) -> int:
        """What the ledger says of an item now; nobody else may move it until the end."""
        ...

    def decide(self, business_unit: str, outcomes: Sequence[Outcome], decided_us: int) -> None:
        """Write the receipts of facts, and an exception for each that is parked."""
        ...

    def ask(self, questions: Sequence[OpenQuestion], raised_us: int) -> list[OpenQuestion]:
        """Write exceptions that no parked fact stands for; gives the new ones, one that is there stays."""
        ...

    def lock_exception(self, exception_id: str) -> OpenQuestion | None:
        """An exception; nobody else may settle it until the end."""
        ...

    def open_of_kind(self, kind: str) -> list[str]:
        """The open exceptions of a kind, oldest first."""
        ...

    def settle(self, exception_id: str, detail: str, person: str, settled_us: int) -> None:
        """A person has settled it."""
        ...

    def set_applied(self, fact_id: str, decided_us: int) -> None:
        """A parked fact was applied after all."""
        ...

    def park_for(self, outcome: Outcome) -> None:
        """A parked fact waits for another reason than before."""
        ...


class Returns(Protocol):
    """Goods that came back; one who books a return of a sale holds that sale until the end."""

    def sales(self, sale_ids: set[str]) -> list[PaidFact]:
        """These sales as their facts tell of them, each locked until the end; unknown ones are left out."""
        ...

    def returns_of(self, sale_ids: set[str]) -> list[PaidFact]:
        """What came back of these sales."""
        ...

    def met(self) -> list[str]:
        """Open exceptions about goods of sales that were not here, and that are here now, oldest first."""
        ...

    def add(self, returns: Sequence[ReturnRecord]) -> None:
        """Write returns with what was given back; their goods are moved apart from it."""
        ...


class Orders(Protocol):
    """Customer orders, and the stock that they hold back."""

    @property
    def kits(self) -> Kits:
        """What kits and packs are made of."""
        ...

    def lock(self, order_number: str) -> OrderRecord | None:
        """An order; nobody else may move it until the end."""
        ...

    def set_state(self, order_number: str, state: str) -> None:
        """It stands there from now on."""
        ...

    def set_picked(self, order_number: str, line: int, picked_milli: int) -> None:
        """So much of a line was found."""
        ...

    def set_quantity(self, order_number: str, line: int, quantity_milli: int) -> None:
        """So much of a line is this order's, the rest is another's."""
        ...

    def content_hash(self, order_number: str) -> str | None:
        """What was asked for under this number, None when nothing was."""
        ...

    def placed(self, order_number: str) -> list[PlacedOrder]:
        """An order with all that was split off it, by number."""
        ...

    def again(self, order_number: str) -> NewOrder:
        """An order as it was placed, to be written once more under another number."""
        ...

    def part_number(self, order_number: str) -> str:
        """The number of the next part that is split off an order."""
        ...

    def items_by_number(self, numbers: set[str]) -> dict[str, int]:
        """Item ids by number."""
        ...

    def offers(self, items: Collection[int]) -> list[StoreOffer]:
        """What each store could give of these items."""
        ...

    def lock_available(self, business_unit: str, items: Collection[int]) -> dict[int, int]:
        """What a store may promise, in thousandths by item; nobody else may take it until the end."""
        ...

    def add(self, order: NewOrder, lines: Sequence[NewOrderLine]) -> None:
        """A new order, allocated to its store."""
        ...

    def keep_customer(self, words: dict[str, str]) -> None:
        """Who ordered; points and consents of somebody who is known stay."""
        ...

    def hold(self, business_unit: str, quantities: dict[int, int]) -> list[Row]:
        """Hold back so much more, in thousandths by item; gives the stock rows that changed."""
        ...

    def release(self, business_unit: str, quantities: dict[int, int]) -> list[Row]:
        """Hold back so much less, in thousandths by item; gives the stock rows that changed."""
        ...


class Devices(Protocol):
    """Who may talk to the centre."""

    def store(self, business_unit: str) -> StoreRecord | None:
        """A store."""
        ...

    def by_token(self, token_hash: str) -> Device | None:
        """The device that bears this token, revoked ones too."""
        ...

    def by_id(self, device_id: str) -> Device | None:
        """A device."""
        ...

    def add(self, device: Device, enrolled_us: int) -> None:
        """A new device."""
        ...

    def set_token(self, device_id: str, token_hash: str, fingerprint: str) -> None:
        """The device bears another token from now on, on this machine."""
        ...

    def set_wrapped_key(self, device_id: str, wrapped: str) -> None:
        """Keep the key of its journal, as wrapped by the device."""
        ...

    def revoke(self, device_id: str) -> None:
        """Its token is worth nothing any more."""
        ...

    def lock_enrolment_code(self, code_hash: str) -> EnrolmentCode | None:
        """A code; nobody else may use it until the end."""
        ...

    def add_enrolment_code(self, code: EnrolmentCode) -> None:
        """A new code."""
        ...

    def use_enrolment_code(self, code_hash: str, device_id: str) -> None:
        """It made this device."""
        ...

    def lock_recovery_code(self, code_hash: str) -> RecoveryCode | None:
        """A code; nobody else may use it until the end."""
        ...

    def add_recovery_code(self, code: RecoveryCode) -> None:
        """A new code."""
        ...

    def use_recovery_code(self, code_hash: str, used_us: int) -> None:
        """It gave its key."""
        ...


class Transaction(Protocol):
    """One open transaction of the centre, seen from each side."""

    def attempt(self) -> AbstractContextManager[None]:
        """What is done within is undone where it fails. Errors: CannotBook, unless the database itself fails."""
        ...

    @property
    def journals(self) -> Journals:
        """The chains."""
        ...

    @property
    def ledger(self) -> Ledger:
        """What follows from them."""
        ...

    @property
    def loans(self) -> Loans:
        """What registers lend each other."""
        ...

    @property
    def held(self) -> HeldSales:
        """What registers hold."""
        ...

    @property
    def spent(self) -> SpentCodes:
        """Which labels and slips count no more."""
        ...

    @property
    def returns(self) -> Returns:
        """What came back."""
        ...

    @property
    def orders(self) -> Orders:
        """What customers wait for."""
        ...

    @property
    def purchases(self) -> Purchases:
        """What customers bought."""
        ...

    @property
    def points(self) -> Points:
        """What they have for it."""
        ...

    @property
    def promotion_uses(self) -> PromotionUses:
        """How often they used what is offered."""
        ...

    @property
    def counter(self) -> PickupCounter:
        """Their bags, codes, and who gave them out."""
        ...

    @property
    def parcels(self) -> Parcels:
        """Their parcels, which leave with a carrier."""
        ...

    @property
    def stock_room(self) -> StockKeeping:
        """What lies where, and who has looked."""
        ...

    @property
    def cards(self) -> Cards:
        """What gift cards and credits are worth."""
        ...

    @property
    def feeds(self) -> Feeds:
        """What devices are told."""
        ...

    @property
    def devices(self) -> Devices:
        """Who they are."""
        ...
