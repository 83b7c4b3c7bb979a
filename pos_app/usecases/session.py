"""Session knows who is signed on at this register."""

from __future__ import annotations

from pos_app.domain.ids import BusinessDate
from pos_app.domain.operations import Operation
from pos_app.domain.operator import Operator
from pos_app.domain.refusals import NotAllowed


class Session:
    """One person at a time; a locked register has nobody, and nobody may do anything.

    unclosed_day: an earlier business day that this sign-on found open; nothing is sold until it is closed.
    """

    def __init__(self) -> None:
        self.operator: Operator | None = None
        self.unclosed_day: BusinessDate | None = None

    def require(self, operation: Operation) -> Operator:
        """Who is signed on, when the role allows it. Errors: NotAllowed."""
        if self.operator is None:
            raise NotAllowed(operation.name)
        operation.check(self.operator)
        return self.operator

    def sign_on(self, operator: Operator, unclosed_day: BusinessDate | None) -> None:
        """From now on this person acts here."""
        self.operator = operator
        self.unclosed_day = unclosed_day

    def sign_off(self) -> None:
        """The register is locked."""
        self.operator = None
