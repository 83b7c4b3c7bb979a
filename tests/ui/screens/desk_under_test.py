"""A desk without a thread: steps run where they are asked for, and what was said is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pos_app.domain.refusals.refusal import Refusal
from pos_app.ports.clock import Clock
from pos_app.ports.faults import Fault
from ui.desk import Desk
from ui.figures import LocalTime
from ui.notice_state import NoticeState
from ui.routes import Route
from ui.runner import Result


class AtOnce:
    """Runs a step where it is asked for."""

    def run(
        self,
        step: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        try:
            result = step()
        except (Refusal, Fault) as error:
            if failed is not None:
                failed(error)
            return
        done(result)


@dataclass
class DeskUnderTest:
    """What a presenter did with its desk."""

    clock: Clock
    went: list[Route] = field(default_factory=list)
    told: list[NoticeState] = field(default_factory=list)

    def desk(self) -> Desk:
        """What the presenter is given."""
        return Desk(
            runner=AtOnce(),
            go=self.went.append,
            tell=self.told.append,
            mend=lambda subject: None,
            clock=self.clock,
            local=LocalTime("Europe/London"),
            currency="GBP",
        )
