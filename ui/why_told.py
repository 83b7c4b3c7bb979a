"""Why told knows how the till is asked why the basket costs what it costs, and brings the answer to the front."""

from __future__ import annotations

from pos_app.ports.late import load
from pos_app.usecases.checkout.explain_price import PriceExplained
from pos_app.usecases.register import Register
from ui.navigation import Navigation
from ui.runner import Runner


class WhyTold:
    """One touch opens the sheet; whatever comes next closes it, a scan too."""

    def __init__(self, register: Register, runner: Runner, navigation: Navigation) -> None:
        self._register = register
        self._runner = runner
        self._navigation = navigation

    def asked(self) -> None:
        """The key was pressed."""
        self._runner.run(self._register.explain_price, self._explained)

    def _explained(self, why: PriceExplained) -> None:
        self._navigation.tell_sheet(load("why_sheet")(why, self._navigation.close_sheet))
