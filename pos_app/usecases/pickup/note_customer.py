"""Note customer knows how staff note something about a buyer: beside the fact, so that it goes with the person."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.ids import CustomerNumber, OrderNumber
from pos_app.domain.operations.pickup import NOTE_CUSTOMER
from pos_app.domain.refusals.orders import NobodyToNote, NotChecked
from pos_app.domain.side_record import KEY_BYTES, commit
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.order_desk import CheckedPeople, OrderDesk
from pos_app.usecases.session import Session

WORDS_MAX = 120


@dataclass(frozen=True, slots=True)
class NotedCustomer:
    """It is on disk; colleagues read it with the next handover."""

    customer: CustomerNumber
    changes: Changes = Changes.ORDERS | Changes.SENDING


class NoteCustomer:
    """About a buyer who stands here and agreed to be known, and about nobody else.

    Errors: NotAllowed, NotChecked, NobodyToNote.
    """

    def __init__(
        self,
        store: Store,
        ids: Ids,
        desk: OrderDesk,
        people: CheckedPeople,
        session: Session,
        days: BusinessDays,
    ) -> None:
        self._store = store
        self._ids = ids
        self._desk = desk
        self._people = people
        self._session = session
        self._days = days

    def __call__(self, *, number: OrderNumber, words: str) -> NotedCustomer:
        """words: cut at WORDS_MAX letters; a fact never holds them."""
        operator = self._session.require(NOTE_CUSTOMER)
        check = self._people.of(number)
        if check is None:
            raise NotChecked(number)
        buyer = self._desk.buyer(check.customer) if check.is_buyer else None
        said = " ".join(words.split())[:WORDS_MAX]
        if buyer is None or not said:
            raise NobodyToNote(number)
        key = bytes.fromhex(self._ids.random_hex(KEY_BYTES))
        record = commit(buyer.number, {"note": said}, key)
        body = {"customer": buyer.number, "commitment": record.commitment}
        with self._store.write():
            fact = self._store.journal.append(
                FactDraft(FactKind.CUSTOMER_NOTED, dict(body)),
                operator=operator.number,
                business_date=self._days.current(),
            )
            self._store.side_records.keep(record, fact)
        return NotedCustomer(buyer.number)
