"""Approving knows that a step which needs a second person waits behind a sheet, and runs again with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.ports.late import load
from pos_app.usecases.approve import ApprovalLeft, Approved, ApprovePerson, Approvers
from pos_app.usecases.register import Register
from ui.navigation import Navigation
from ui.runner import Result, Runner

_Failed = Callable[[Exception], bool]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A step that was refused for want of a second person."""

    asked: NeedsApproval
    step: Callable[[], Any]
    done: Callable[[Any], None]
    failed: _Failed | None


class Approving:
    """Runs steps like the runner behind it; one that needs a second person is asked about, and runs again with them.

    Protects: the cashier stays signed on, and an approval counts for the one step that waited.
    """

    def __init__(self, runner: Runner, navigation: Navigation) -> None:
        self._runner = runner
        self._navigation = navigation
        self._register: Register | None = None
        self._waiting: _Waiting | None = None

    def serve(self, register: Register) -> None:
        """The store is open: this register knows who may approve."""
        self._register = register

    def run(
        self,
        step: Callable[[], Result],
        done: Callable[[Result], None],
        failed: _Failed | None = None,
    ) -> None:
        """Queue a step; see `ui.runner.Runner`."""
        self._runner.run(step, done, partial(self._refused, step, done, failed))

    def badge_scanned(self, badge: str) -> bool:
        """A badge in front of the sheet approves without a touch; False where no sheet asks for one."""
        if self._waiting is None:
            return False
        self._approve(ApprovePerson(badge=badge))
        return True

    def pin_typed(self, number: str, pin: str) -> None:
        """A name was touched and its PIN typed."""
        self._approve(ApprovePerson(OperatorNumber(number), pin))

    def left(self) -> None:
        """Not now: what waited is not done, and nothing else has changed."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        self._navigation.close_sheet()
        register = self._register
        if register is not None:
            self._runner.run(lambda: register.approve.leave(asked=waiting.asked), _noted)
        if waiting.failed is not None:
            waiting.failed(waiting.asked)

    def _refused(
        self,
        step: Callable[[], Result],
        done: Callable[[Result], None],
        failed: _Failed | None,
        error: Exception,
    ) -> bool:
        register = self._register
        if register is None or not isinstance(error, NeedsApproval):
            return failed is not None and failed(error)
        self._waiting = _Waiting(error, step, done, failed)
        self._runner.run(lambda: register.read_approvers(asked=error), self._ask)
        return True

    def _ask(self, approvers: Approvers) -> None:
        waiting = self._waiting
        if waiting is not None:
            sheet = load("approval_sheet")(waiting.asked, approvers.people)
            sheet.approved.connect(self.pin_typed)
            sheet.left.connect(self.left)
            self._navigation.open_sheet(sheet)

    def _approve(self, person: ApprovePerson) -> None:
        waiting, register = self._waiting, self._register
        if waiting is not None and register is not None:
            self._runner.run(
                lambda: register.approve(asked=waiting.asked, person=person), self._approved
            )

    def _approved(self, result: Approved) -> None:
        waiting, self._waiting = self._waiting, None
        register = self._register
        if waiting is None or register is None:
            return
        self._navigation.close_sheet()
        session, step = register.session, waiting.step
        self.run(lambda: session.approved(result.approval, step), waiting.done, waiting.failed)


def _noted(result: ApprovalLeft) -> None:
    return None
