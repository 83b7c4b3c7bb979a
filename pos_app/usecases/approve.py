"""Approve knows how a second person allows one thing without signing the first one off, by PIN or by badge."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.approval_facts import LEFT, WHY, operation_approved, operation_refused
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operations.catalogue import operation_of
from pos_app.domain.operations.people import APPROVE
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.people import NeedsApproval, NotAllowed, SamePerson, UnknownBadge
from pos_app.domain.refusals.refusal import Refusal
from pos_app.ports.changes import Changes
from pos_app.ports.devices import PinCheck
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pin_gate import PinGate
from pos_app.usecases.session import Approval, Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class ApprovePerson:
    """The second person: by badge, or by name and PIN."""

    number: OperatorNumber | None = None
    pin: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """Who allowed what, for the one step that waits for it."""

    approval: Approval
    changes: Changes = Changes.SENDING


@dataclass(frozen=True, slots=True)
class Approvers:
    """Who may allow it, by name: number and name of each."""

    people: tuple[tuple[str, str], ...]
    changes: Changes = Changes.NONE


class ReadApprovers:
    """Look at who may allow something; changes nothing."""

    def __init__(self, session: Session, staff: Staff) -> None:
        self._session = session
        self._staff = staff

    def __call__(self, *, asked: NeedsApproval) -> Approvers:
        """Nobody approves what they do themselves."""
        me = self._session.operator
        return Approvers(
            tuple(
                (one.number, one.name)
                for one in self._staff.all()
                if _may(one, asked) and (me is None or one.number != me.number)
            )
        )


@dataclass(frozen=True, slots=True)
class ApprovalLeft:
    """Nobody allowed it, and it is not done."""

    changes: Changes = Changes.SENDING


class Approve:
    """A second person allows one thing, or may not, or is not asked after all; each is a fact.

    Errors: SamePerson, NotAllowed when it is not for them either, UnknownOperator, WrongPin, LockedOut, UnknownBadge.
    """

    def __init__(
        self,
        store: Store,
        session: Session,
        days: BusinessDays,
        staff: Staff,
        gate: PinGate,
        pins: PinCheck,
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._staff = staff
        self._gate = gate
        self._pins = pins

    def __call__(self, *, asked: NeedsApproval, person: ApprovePerson) -> Approved:
        """asked: what was refused for want of a second person."""
        operator = self._session.require(APPROVE)
        try:
            approver = self._person(person)
            self._check(operator, approver, asked, person)
        except Refusal as refusal:
            self._write(operator, operation_refused(asked, person.number, WHY[type(refusal)]))
            raise
        how = "badge" if person.number is None else "pin"
        self._write(operator, operation_approved(asked, approver.number, how))
        return Approved(Approval(asked.number, asked.share_bp, approver))

    def leave(self, *, asked: NeedsApproval) -> ApprovalLeft:
        """Not now: what was asked for is not done; a register that has locked meanwhile writes nothing."""
        operator = self._session.operator
        if operator is not None:
            self._write(operator, operation_refused(asked, None, LEFT))
        return ApprovalLeft()

    def _check(
        self, operator: Operator, approver: Operator, asked: NeedsApproval, person: ApprovePerson
    ) -> None:
        if approver.number == operator.number:
            raise SamePerson
        if not _may(approver, asked):
            raise NotAllowed(asked.operation)
        if person.number is not None:
            self._gate.check(person.number, person.pin)

    def _write(self, operator: Operator, fact: FactDraft) -> None:
        day = self._days.current()
        with self._store.write():
            self._store.journal.append(fact, operator=operator.number, business_date=day)

    def _person(self, person: ApprovePerson) -> Operator:
        if person.number is not None:
            return self._staff.get(person.number)
        for operator in self._staff.all():
            known = operator.badge_hash
            if known and self._pins.badge_matches(person.badge, known):
                return operator
        raise UnknownBadge


def _may(operator: Operator, asked: NeedsApproval) -> bool:
    return operation_of(asked.number).is_for(operator) and operator.may_take_off(asked.share_bp)
