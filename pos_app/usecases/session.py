"""Session knows who is signed on at this register, and who has allowed the one thing that is done now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pos_app.domain.ids import BusinessDate
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.people import NeedsApproval, NotAllowed

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person has allowed an operation; share_bp: to take so much off a price, in hundredths of a percent."""

    operation: int
    share_bp: int
    by: Operator


class Session:
    """One person at a time; a locked register has nobody, and nobody may do anything.

    unclosed_day: an earlier business day that this sign-on found open; nothing is sold until it is closed.
    """

    def __init__(self) -> None:
        self.operator: Operator | None = None
        self.unclosed_day: BusinessDate | None = None
        self.approval: Approval | None = None

    def require(self, operation: Operation, what: str = "", share_bp: int = 0) -> Operator:
        """Who is signed on, when they may, or somebody has allowed it.

        what: what is asked for, in words of the store; share_bp: how much of a price it takes off, in hundredths of a
        percent. Errors: NeedsApproval, NotAllowed when nobody is signed on.
        """
        operator = self.operator
        if operator is None:
            raise NotAllowed(operation.name)
        if operation.is_for(operator) and operator.may_take_off(share_bp):
            return operator
        given = self.approval
        if given is None or given.operation != operation.number or given.share_bp < share_bp:
            raise NeedsApproval(operation.name, operation.number, what, share_bp)
        return operator

    def require_other(self, operation: Operation, what: str = "") -> Operator:
        """Who is signed on, when somebody else has allowed it, whatever they may themselves.

        Errors: NeedsApproval, NotAllowed when nobody is signed on.
        """
        if self.operator is None:
            raise NotAllowed(operation.name)
        if self.approver_of(operation) is None:
            raise NeedsApproval(operation.name, operation.number, what, 0)
        return self.operator

    def approved(self, approval: Approval, step: Callable[[], _Result]) -> _Result:
        """Do one step with what a second person has allowed; afterwards it is allowed no more."""
        self.approval = approval
        try:
            return step()
        finally:
            self.approval = None

    def approver_of(self, operation: Operation) -> Operator | None:
        """Who has allowed an operation that is done now, None when nobody had to."""
        given = self.approval
        return given.by if given is not None and given.operation == operation.number else None

    def sign_on(self, operator: Operator, unclosed_day: BusinessDate | None) -> None:
        """From now on this person acts here."""
        self.operator = operator
        self.unclosed_day = unclosed_day

    def sign_off(self) -> None:
        """The register is locked."""
        self.operator = None
