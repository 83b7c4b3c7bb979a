"""Begin training knows that whoever practises leaves the register, with no basket open."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.operations.finished_sales import BEGIN_TRAINING
from pos_app.domain.refusals.basket import BasketNotEmpty
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.training import TrainingRoom
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.session import Session
from pos_app.usecases.till.lock_register import LockRegister


@dataclass(frozen=True, slots=True)
class TrainingBegun:
    """The register is locked, and its training is in front."""

    changes: Changes = Changes.OPERATOR | Changes.SENDING


class BeginTraining:
    """Lock the register and open its training. Errors: NotAllowed, NeedsApproval, BasketNotEmpty."""

    def __init__(
        self,
        store: Store,
        session: Session,
        days: BusinessDays,
        basket: OpenBasket,
        lock: LockRegister,
        room: TrainingRoom,
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._basket = basket
        self._lock = lock
        self._room = room

    def __call__(self) -> TrainingBegun:
        """The way back is to close it and to sign on here."""
        sale = self._basket.open_sale()
        if sale is not None and sale.lines:
            raise BasketNotEmpty(sale.piece_count)
        operator = self._session.require(BEGIN_TRAINING)
        with self._store.write():
            self._store.journal.append(
                FactDraft(FactKind.TRAINING_BEGUN, {}),
                operator=operator.number,
                business_date=self._days.current(),
            )
        self._lock()
        self._room.open()
        return TrainingBegun()
