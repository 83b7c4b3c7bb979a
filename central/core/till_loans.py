"""Till loans knows that what one register lends another one takes; when a day closes on one side alone, it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Protocol

import msgspec

from central.core.questions import LOAN_DIFFERS, question
from central.core.records import OpenQuestion
from central.core.wire_facts import NO_BODY
from pos_app.domain.facts import Fact, FactKind

_LOANS = frozenset({FactKind.TILL_LOAN_GIVEN, FactKind.TILL_LOAN_TAKEN})


class LoanBody(msgspec.Struct, frozen=True):
    """So much cash, and the number of the register on the other side."""

    amount_minor: Annotated[int, msgspec.Meta(ge=1, le=10**12)]
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    register: Annotated[str, msgspec.Meta(min_length=1, max_length=32)]


@dataclass(frozen=True, slots=True)
class LoanRecord:
    """One side of a loan; matched: the fact of the other side, "" while nobody told of it; asked: somebody looks."""

    fact_id: str
    business_unit: str
    workstation: str
    other: str
    given: bool
    amount_minor: int
    currency: str
    business_date: str
    matched: str = ""
    asked: bool = False

    def is_other_side_of(self, side: LoanRecord) -> bool:
        """The same cash, seen from the other drawer."""
        return (self.workstation, self.other, self.given) == (
            side.other,
            side.workstation,
            not side.given,
        ) and (self.amount_minor, self.currency) == (side.amount_minor, side.currency)


class Loans(Protocol):
    """Keeps sides of loans."""

    def open_sides(self, business_unit: str) -> list[LoanRecord]:
        """Those without another side that nobody was asked about, the oldest first."""
        ...

    def keep(self, records: Sequence[LoanRecord]) -> None:
        """Write them; a later word about the same side counts."""
        ...

    def closed(self, business_unit: str, workstation: str, business_date: str) -> None:
        """A register has closed this day."""
        ...

    def last_close(self, business_unit: str, workstation: str) -> str:
        """The newest day that a register has closed, "" for none."""
        ...


class LoansOfStep:
    """The loans of one step; a side is asked about once the register that should have the other one has closed its day.

    That may be before this side is heard of: then it is asked at once.
    """

    def __init__(self, loans: Loans, business_unit: str, facts: Sequence[Fact]) -> None:
        self._loans = loans
        self._unit = business_unit
        tells = any(fact.kind in _LOANS or fact.kind == FactKind.DAY_CLOSED for fact in facts)
        self._open = loans.open_sides(business_unit) if tells else []

    def book(self, fact: Fact) -> tuple[tuple[LoanRecord, ...], tuple[OpenQuestion, ...]]:
        """What changes about loans, and what is asked."""
        if fact.kind in _LOANS:
            return self._side(fact)
        if fact.kind == FactKind.DAY_CLOSED:
            return self._closed(fact)
        return (), ()

    def _side(self, fact: Fact) -> tuple[tuple[LoanRecord, ...], tuple[OpenQuestion, ...]]:
        body = _read(fact.body)
        if body is None:
            return (), ()
        side = LoanRecord(
            fact_id=fact.fact_id.hex,
            business_unit=self._unit,
            workstation=fact.origin.workstation,
            other=body.register,
            given=fact.kind == FactKind.TILL_LOAN_GIVEN,
            amount_minor=body.amount_minor,
            currency=body.currency,
            business_date=fact.origin.business_date,
        )
        other = next((one for one in self._open if side.is_other_side_of(one)), None)
        if other is not None:
            self._open.remove(other)
            both = (replace(side, matched=other.fact_id), replace(other, matched=side.fact_id))
            return both, ()
        if self._loans.last_close(self._unit, side.other) >= side.business_date:
            return (replace(side, asked=True),), (_question(side),)
        self._open.append(side)
        return (side,), ()

    def _closed(self, fact: Fact) -> tuple[tuple[LoanRecord, ...], tuple[OpenQuestion, ...]]:
        """Every fact of that register and day has been told before."""
        origin = fact.origin
        self._loans.closed(self._unit, origin.workstation, origin.business_date)
        left = [
            one
            for one in self._open
            if one.other == origin.workstation and one.business_date <= origin.business_date
        ]
        self._open = [one for one in self._open if one not in left]
        return tuple(replace(one, asked=True) for one in left), tuple(map(_question, left))


def _question(side: LoanRecord) -> OpenQuestion:
    deed = "lent to" if side.given else "took from"
    amount = f"{side.amount_minor} {side.currency}"
    detail = f"register {side.workstation} {deed} register {side.other}: {amount}"
    return question(LOAN_DIFFERS, side.business_unit, side.fact_id, side.other, detail)


def _read(body: bytes) -> LoanBody | None:
    try:
        return msgspec.json.decode(body, type=LoanBody)
    except NO_BODY:
        return None
