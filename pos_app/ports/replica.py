"""The replica ports: what the centre says, read from files that only the sync agent writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_app.domain.catalogue import FoundItem, Item, Tile
from pos_app.domain.facts import Fact
from pos_app.domain.ids import ItemId, OperatorNumber
from pos_app.domain.operator import Operator
from pos_app.domain.packs import PackedItem
from pos_app.domain.recall import Recalled
from pos_app.domain.side_record import SideRecord
from pos_app.domain.styles import StyleGrid
from pos_app.domain.tax import TaxRate
from pos_app.ports.customers import NOBODY_KNOWN, CustomersHere


class Catalogue(Protocol):
    """Items with their prices; errors: CatalogueMissing before the first catalogue is here."""

    def by_gtin(self, gtin: str) -> Item | None:
        """The item that carries this 14-digit code."""
        ...

    def by_pack(self, gtin: str) -> PackedItem | None:
        """The item that a case, a pair or a roll with this 14-digit code holds."""
        ...

    def recalled(self, item: Item) -> Recalled | None:
        """What the maker has called back: the item whatever its lot, or a part of a kit whichever lot of it."""
        ...

    def by_number(self, number: str) -> Item | None:
        """The item with this item number, in any case."""
        ...

    def by_id(self, item_id: ItemId) -> Item | None:
        """The item with this id."""
        ...

    def search(self, words: str, limit: int) -> tuple[FoundItem, ...]:
        """Items whose words start with the typed ones, best sellers first."""
        ...

    def variants_of(self, item_id: ItemId) -> StyleGrid | None:
        """Every size and colour of the style that an item belongs to, None for an item without a style."""
        ...

    def sizes_of(self, items: Sequence[ItemId]) -> dict[ItemId, str]:
        """The size of each item of a style; others are left out."""
        ...

    def favourites(self) -> tuple[Tile, ...]:
        """The tiles of this store."""
        ...

    def departments(self) -> tuple[str, ...]:
        """All departments, by name."""
        ...

    def department_tiles(self, department: str, limit: int) -> tuple[Tile, ...]:
        """The best sellers of a department."""
        ...

    def item_count(self) -> int:
        """How many items are known."""
        ...

    def tax_rate(self, code: str) -> TaxRate | None:
        """A rate by its code."""
        ...


class OperatorDirectory(Protocol):
    """The operators of this store as far as this device knows."""

    def all(self) -> tuple[Operator, ...]:
        """Everybody, by name."""
        ...

    def by_number(self, number: OperatorNumber) -> Operator | None:
        """One person."""
        ...

    def known_to_us(self) -> int | None:
        """Up to which time (microseconds UTC, centre's clock) the list is known; None when never."""
        ...


class StoreConfiguration(Protocol):
    """What head office has set for this store."""

    def text(self, name: str) -> str:
        """A value by its name, "" when head office has set none."""
        ...


class SlipKeys(Protocol):
    """What the slips of held sales are signed with: the same at all devices of a store, and at no others."""

    def current(self) -> bytes | None:
        """The key, None while this device has none."""
        ...

    def of_receipts(self) -> bytes | None:
        """What receipts of all stores of the chain are signed with, None while this device does not know it."""
        ...


class NoSlipKey:
    """A device without a key, whose slips only it can read."""

    def current(self) -> bytes | None:
        """None."""
        return None

    def of_receipts(self) -> bytes | None:
        """None."""
        return None


NO_SLIP_KEY: SlipKeys = NoSlipKey()

# The kind of what waits beside the facts, since it names people.
SIDE_RECORD = "side_record"


@dataclass(frozen=True, slots=True)
class WaitingFact:
    """A fact that the centre has not acknowledged, or has acknowledged and parked.

    reason, about: why it is parked, as the centre's exception says it, and what that is about; "" until it is known.
    """

    sequence: int
    kind: str
    wall_us: int
    amount_minor: int | None
    label: str
    state: str  # "waiting", "parked"
    reason: str = ""
    about: str = ""


class DeviceNotice(StrEnum):
    """What a person should know of this device, though it sells on."""

    # the clock differs from head office's by more than two minutes, or was set back
    CLOCK_OFF = "clock_off"
    # for more than a day nobody has said what time it is
    CLOCK_UNKNOWN = "clock_unknown"
    # less than a gigabyte of room is left
    DISK_SHORT = "disk_short"
    # a log grows because somebody reads for too long
    LONG_LOG = "long_log"
    # the journal is read around its damage at the next start
    JOURNAL_DAMAGED = "journal_damaged"


@dataclass(frozen=True, slots=True)
class SendingStatus:
    """What is sent and what waits; times in microseconds UTC, None when it never happened.

    second_copy_failed: another disk is set up for a second copy of the facts, and the last one did not reach it.
    clock_off_s: how far the clock differs from head office's, in seconds, 0 when nobody knows.
    room_left_bytes: what is left on a short disk, None while there is enough.
    waiting_count: facts and side records, waiting_record_count of them the latter.
    customers: how much of the store's directory of customers is on this device.
    """

    waiting_count: int
    waiting_sale_count: int
    parked_count: int
    offline_since_us: int | None
    last_proof_us: int | None
    prices_from_us: int | None
    refused_by_centre: bool
    second_copy_failed: bool = False
    notices: frozenset[DeviceNotice] = frozenset()
    clock_off_s: int = 0
    room_left_bytes: int | None = None
    waiting_record_count: int = 0
    customers: CustomersHere = NOBODY_KNOWN


class Sending(Protocol):
    """Compares the own journal with what the agent wrote down of the centre's answers."""

    def status(self) -> SendingStatus:
        """The figures for the status pill."""
        ...

    def waiting(self, limit: int) -> tuple[WaitingFact, ...]:
        """What waits, oldest first."""
        ...


class UnsentFacts(Protocol):
    """The facts that the centre has not acknowledged, and the side records that it does not hold."""

    def all(self) -> tuple[Fact, ...]:
        """Every one, each chain in its order."""
        ...

    def records(self) -> tuple[SideRecord, ...]:
        """What lies beside facts and names people, oldest first."""
        ...


class ReplicaNews(Protocol):
    """Tells whether the agent has written since the last question."""

    def changed(self) -> bool:
        """True when any replica file moved on; opens newer generations on the way."""
        ...
