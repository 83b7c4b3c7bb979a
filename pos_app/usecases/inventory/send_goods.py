"""Send goods knows how goods leave for another store: in transit until they are received there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.delivery import SISTERS_SETTING, SentLine, sister_stores, transfer_sent
from pos_app.domain.ids import BusinessUnit
from pos_app.domain.operations.stock import SEND_TRANSFER
from pos_app.domain.refusals.stock import NothingCounted, NothingToSend
from pos_app.domain.stock_room import MOVED_MAX_MILLI
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.inventory.stock_facts import StockFacts


@dataclass(frozen=True, slots=True)
class SisterStores:
    """Number and name of each store that goods may go to."""

    stores: tuple[tuple[BusinessUnit, str], ...]
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class TransferLine:
    """So much of an item, in thousandths."""

    item: Item
    milli: int


@dataclass(frozen=True, slots=True)
class TransferSent:
    """What has left, and for where."""

    name: str
    to_unit: BusinessUnit
    lines: tuple[TransferLine, ...]
    changes: Changes = Changes.NONE


class SendGoods:
    """One fact takes all of it off the figures here. Errors: NotAllowed, NothingToSend, NothingCounted."""

    def __init__(self, facts: StockFacts, configuration: StoreConfiguration, ids: Ids) -> None:
        self._facts = facts
        self._configuration = configuration
        self._ids = ids

    def stores(self) -> SisterStores:
        """Where goods may go."""
        self._facts.check(SEND_TRANSFER)
        return SisterStores(sister_stores(self._configuration.text(SISTERS_SETTING)))

    def __call__(self, *, to_unit: BusinessUnit, lines: Sequence[TransferLine]) -> TransferSent:
        """The goods are on their way."""
        self._facts.check(SEND_TRANSFER)
        if not lines:
            raise NothingToSend
        if any(not 0 < line.milli <= MOVED_MAX_MILLI for line in lines):
            raise NothingCounted
        name = f"T-{self._ids.uuid7().hex}"
        sent = [SentLine(line.item.item_id, line.milli) for line in lines]
        changes = self._facts.append(SEND_TRANSFER, transfer_sent(name, to_unit, sent))
        return TransferSent(name, to_unit, tuple(lines), changes)
