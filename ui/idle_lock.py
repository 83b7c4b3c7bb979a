"""Idle lock knows how long nobody has touched, typed or scanned, and where money still moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.usecases.till.lock_register import Locked
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.routes import Route
from ui.store_screens import StoreScreens

_MINUTE_SECONDS = 60


class IdleLock:
    """Asks the store every idle minute whether to lock; never while money moves, and the basket stays."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        screens: StoreScreens,
        leave_sheet: Callable[[], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._screens = screens
        self._leave_sheet = leave_sheet
        self._seconds = 0

    def touched(self) -> None:
        """Somebody is here."""
        self._seconds = 0

    def second_passed(self) -> None:
        """One more without a hand; where nobody is signed on, there is nothing to lock."""
        if self._application.signed_on() is None or self._money_moves():
            self._seconds = 0
            return
        self._seconds += 1
        minutes, rest = divmod(self._seconds, _MINUTE_SECONDS)
        if rest == 0:
            lock = self._application.register.lock_register.when_idle
            self._desk.runner.run(partial(lock, minutes=minutes), self._asked)

    def _asked(self, result: Locked) -> None:
        if result.operator is None:
            return
        self._leave_sheet()
        self._screens.locked(result)
        # whose it was needs only the PIN or the badge; everybody else may sign on as ever
        sign_on, number = self._screens.sign_on, result.operator.number
        sign_on.left_by = number
        sign_on.operator_touched(number)

    def _money_moves(self) -> bool:
        place = self._navigation.current
        if place is Route.RETURNING:
            return self._screens.later.returns.returning.moves_money
        if place is Route.HANDOVER:
            return self._screens.later.counter.handover.money.is_running
        return self._screens.pay.is_running
