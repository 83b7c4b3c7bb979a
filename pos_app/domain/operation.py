"""Operation knows what is declared of one verb of a register, and who may do it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.facts import FactKind
from pos_app.domain.operator import Operator, Permission
from pos_app.domain.refusals.people import NotAllowed

YES = "yes"


@dataclass(frozen=True, slots=True)
class Operation:
    """One verb; use cases ask for its permission by it, and the page of operations is written from it.

    number: never given again; permission: None for whoever works here; facts: what one call may write, in their
    order; offline: "yes", or what is missing and why; undone_by: in words of the store; adults_only: whoever is under
    18 calls somebody.
    """

    number: int
    name: str
    permission: Permission | None
    facts: tuple[FactKind, ...]
    undone_by: str
    offline: str = YES
    adults_only: bool = False

    def is_for(self, operator: Operator) -> bool:
        """True when the operator's role has the permission, and the operator the age."""
        if self.adults_only and operator.under_18:
            return False
        return self.permission is None or operator.may(self.permission)

    def check(self, operator: Operator) -> None:
        """Errors: NotAllowed when it is not for this operator."""
        if not self.is_for(operator):
            raise NotAllowed(self.name)
