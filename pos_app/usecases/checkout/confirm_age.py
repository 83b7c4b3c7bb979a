"""Confirm age knows that somebody looked at the buyer; the answer is kept, never a date of birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pos_app.domain.fact_bodies import sale_refused
from pos_app.domain.operations.basket import CONFIRM_AGE, REFUSE_AGE
from pos_app.domain.refusals.basket import TooYoung
from pos_app.domain.sale import AgeAnswer, AgeCheck, RefusedFor, years_old
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class AgeConfirmed:
    """Items up to this limit are added now without another question in this sale."""

    check: AgeCheck
    changes: Changes = Changes.BASKET


@dataclass(frozen=True, slots=True)
class AgeRefused:
    """Nothing was sold, and the books know it."""

    changes: Changes = Changes.SENDING


class ConfirmAge:
    """Keep what the cashier saw. Errors: TooYoung, NeedsApproval when the cashier is under age and calls somebody."""

    def __init__(
        self, store: Store, basket: OpenBasket, session: Session, days: BusinessDays
    ) -> None:
        self._store = store
        self._basket = basket
        self._session = session
        self._days = days

    def __call__(
        self, *, answer: AgeAnswer, item_name: str, limit: int, born: date | None = None
    ) -> AgeConfirmed:
        """limit: the age in years that was asked for; born: as the buyer's document says, compared and forgotten."""
        if born is not None and years_old(born, self._days.local_now().date()) < limit:
            self.refuse(item_name=item_name, limit=limit)
            raise TooYoung(item_name, limit)
        self._session.require(CONFIRM_AGE, f"{item_name}, {limit}+")
        check = AgeCheck(AgeAnswer(answer), limit)
        with self._store.write_basket():
            sale = self._basket.to_add_to()
            sale.confirm_age(check)
            self._store.baskets.save(sale, ())
        return AgeConfirmed(check)

    def refuse(self, *, item_name: str, limit: int) -> AgeRefused:
        """The buyer was not old enough, or could not show it; that it was not sold is a fact."""
        self._session.require(REFUSE_AGE)
        self._basket.log(sale_refused(RefusedFor.AGE, item_name, str(limit)))
        return AgeRefused()
