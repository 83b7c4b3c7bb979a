"""Approval facts knows what is written of a second person who was asked for: who allowed it, or why it was not done."""

from __future__ import annotations

from pos_app.domain.facts import FactDraft, FactKind
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.refusals.people import (
    LockedOut,
    NeedsApproval,
    NotAllowed,
    SamePerson,
    UnknownBadge,
    UnknownOperator,
    WrongPin,
)
from pos_app.domain.refusals.refusal import Refusal

LEFT = "left"
# What is written of each refusal of a second person.
WHY: dict[type[Refusal], str] = {
    SamePerson: "same_person",
    NotAllowed: "not_allowed",
    WrongPin: "wrong_pin",
    LockedOut: "locked_out",
    UnknownBadge: "unknown_badge",
    UnknownOperator: "unknown_operator",
}


def operation_approved(asked: NeedsApproval, by: OperatorNumber, how: str) -> FactDraft:
    """A second person allowed what the fact's own operator asked for; `how` is "pin" or "badge"."""
    return FactDraft(
        FactKind.OPERATION_APPROVED,
        {"operation": asked.number, "what": asked.what, "by": by, "how": how},
    )


def operation_refused(asked: NeedsApproval, by: OperatorNumber | None, why: str) -> FactDraft:
    """What the fact's own operator asked for was not allowed; `by`: who was to allow it, where that is known."""
    return FactDraft(
        FactKind.OPERATION_REFUSED,
        {"operation": asked.number, "what": asked.what, "by": by or "", "why": why},
    )
