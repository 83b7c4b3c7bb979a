"""First screens knows what is shown where no store can be opened: the set-up, and the page of a fault."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from ui.navigation import Navigation
from ui.routes import Route
from ui.runner import Runner
from ui.screens.fault_page.presenter import FaultPagePresenter
from ui.screens.fault_page.screen import FaultPage
from ui.screens.set_up.presenter import SetUpPresenter
from ui.screens.set_up.screen import SetUpScreen
from ui.startup import Startup


class FirstScreens:
    """Each is made when it is first asked for; a device that sells needs neither."""

    def __init__(
        self,
        startup: Startup,
        runner: Runner,
        navigation: Navigation,
        start: Callable[[], None],
        open_store: Callable[[], None],
        leave: Callable[[], object],
    ) -> None:
        self._startup = startup
        self._runner = runner
        self._navigation = navigation
        self._start = start
        self._open_store = open_store
        self._leave = leave

    def set_up_from(self, *, already_enrolled: bool) -> None:
        """Show the set-up: from its code on, or from the items that an enrolled device still waits for."""
        presenter = self.set_up
        self._navigation.go(Route.SET_UP)
        presenter.opened(already_enrolled=already_enrolled)
        if not already_enrolled:
            self._set_up_screen.open_code()

    @cached_property
    def set_up(self) -> SetUpPresenter:
        """A machine becomes a device of a store."""
        screen = self._set_up_screen
        presenter = SetUpPresenter(
            self._startup.enrolment,
            self._runner,
            screen.render_state,
            self._startup.keep_agent_running,
            self._open_store,
        )
        screen.code_edited.connect(presenter.code_edited)
        screen.class_touched.connect(presenter.class_touched)
        screen.scale_stepped.connect(presenter.scale_stepped)
        screen.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.SET_UP, screen, _nothing)
        return presenter

    @cached_property
    def fault(self) -> FaultPagePresenter:
        """Why the store does not open, and what to do."""
        page = FaultPage()
        presenter = FaultPagePresenter(
            self._startup.enrolment, self._runner, page.render_state, self._start, self._leave
        )
        page.code_edited.connect(presenter.code_edited)
        page.primary_touched.connect(presenter.primary_touched)
        self._navigation.add(Route.FAULT, page, _nothing)
        return presenter

    @cached_property
    def _set_up_screen(self) -> SetUpScreen:
        return SetUpScreen()


def _nothing() -> None:
    return None
