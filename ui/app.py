"""App knows how the window is put together, from set-up to a store that sells, and how it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.ports.faults import Fault
from ui.change_feed import ChangeFeed
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import LocalTime
from ui.key_router import KeyRouter
from ui.keyboard_wedge import KeyboardWedge
from ui.keys import Command
from ui.navigation import Navigation
from ui.notice_state import NoticeKind, NoticeState
from ui.open_store import OpenStore
from ui.routes import Route
from ui.scan_timing import ScanTiming
from ui.screens.fault_page.presenter import FaultPagePresenter
from ui.screens.fault_page.screen import FaultPage
from ui.screens.set_up.presenter import SetUpPresenter
from ui.screens.set_up.screen import SetUpScreen
from ui.shell import Shell
from ui.shell_state import PillState, ShellState
from ui.sounds import LateSounds, Sound, Sounds
from ui.startup import Startup
from ui.task_runner import TaskRunner
from ui.translation import tr
from ui.wedge_capture import WedgeSettings

SECOND_MS = 1_000
NEWS_MS = 250
_SOUNDS = {
    NoticeKind.ACCEPTED: Sound.ACCEPTED,
    NoticeKind.SUCCESS: Sound.DONE,
    NoticeKind.QUESTION: Sound.QUESTION,
    NoticeKind.REFUSAL: Sound.REFUSED,
    NoticeKind.FAULT: Sound.QUESTION,
}


class StoreWindow(QObject):
    """The one window; `close_all` ends its thread, its timers and its agent."""

    def __init__(self, startup: Startup, sounds: Sounds | None = None) -> None:
        super().__init__()
        self.setObjectName("storeWindow")
        self._startup = startup
        self._sounds: Sounds = sounds or LateSounds()
        self.store: OpenStore | None = None
        self._closed = False
        self.timing = ScanTiming()
        self.shell = Shell()
        self.feed = ChangeFeed(self)
        self.runner = TaskRunner(self._trouble, self.feed.publish)
        self._keys = KeyRouter(self.shell)
        self._navigation = Navigation(self.shell, self._keys, self._moved)
        self._wedge = KeyboardWedge(WedgeSettings(), time.perf_counter_ns, self)
        self._second = self._timer("second", SECOND_MS, self.second_passed)
        self._news = self._timer("news", NEWS_MS, self._look_for_news)
        self._build_first_screens()
        app = QApplication.instance()
        if app is not None:
            self._wedge.install(app)
        self._start()

    @property
    def route(self) -> Route:
        """The screen in front."""
        return self._navigation.current

    def go(self, route: Route) -> None:
        """Bring a screen to the front."""
        self._navigation.go(route)

    def show(self, width_px: int, height_px: int) -> None:
        """Open the window, and listen to the scanner."""
        self.shell.setWindowTitle(tr("Storefront"))
        self.shell.resize(width_px, height_px)
        self.shell.show()

    def close_all(self) -> None:
        """End whatever this window started; what was asked of the store is done first."""
        if self._closed:
            return
        self._closed = True
        self._second.stop()
        self._news.stop()
        app = QApplication.instance()
        if app is not None:
            self._wedge.remove(app)
        self.runner.close(self._close_store)
        self._startup.close()
        self.shell.close()
        self.shell.deleteLater()

    def _start(self) -> None:
        if not self._startup.is_enrolled():
            self._first_route(Route.SET_UP)
            self._set_up.opened(already_enrolled=False)
            self._set_up_screen.open_code()
        else:
            self._enrolled()

    def _enrolled(self) -> None:
        self._startup.keep_agent_running()
        # A missing key is told before anything is waited for that cannot come without it.
        self._open_store()
        if self.store is not None and not self._startup.enrolment.progress().complete:
            self._first_route(Route.SET_UP)
            self._set_up.opened(already_enrolled=True)

    def _open_store(self) -> None:
        if self.store is not None:
            self._navigation.go(Route.SIGN_ON)
            return
        try:
            application = self._startup.open_application()
        except Fault as fault:
            self._first_route(Route.FAULT)
            self._fault.fault_met(fault)
            return
        facts = application.facts
        desk = Desk(
            runner=self.runner,
            go=self._navigation.go,
            tell=self._tell,
            mend=self.shell.strip.mend,
            clock=application.clock,
            local=LocalTime(facts.time_zone),
            currency=facts.currency,
        )
        store = OpenStore(application, desk, self.shell, self._navigation, self.timing)
        self.store = store
        self.feed.changed.connect(store.changes_heard)
        self._wedge.scanned.connect(store.scanned)
        self._wedge.half_scanned.connect(store.router.half_scanned)
        self._keys.commanded.connect(store.commands.commanded)
        self._keys.entered.connect(store.commands.entered)
        shell = self.shell
        shell.route_chosen.connect(self._route_chosen)
        shell.search_edited.connect(store.search_edited)
        shell.search_submitted.connect(store.search_submitted)
        shell.notice_key_pressed.connect(store.commands.notice_pressed)
        shell.operator_touched.connect(store.screens.lock)
        shell.sheet_dismissed.connect(store.sheet_left)
        shell.pill_touched.connect(partial(self.go, Route.SENDING))
        shell.back_touched.connect(self._back_touched)
        self._navigation.go(Route.SIGN_ON)
        store.standing.read()

    def _first_route(self, route: Route) -> None:
        self.shell.render_shell(
            ShellState((), None, "", PillState("", "waiting"), "", show_chrome=False)
        )
        self._navigation.go(route)

    def _route_chosen(self, route: str) -> None:
        self.go(Route(route))

    def _back_touched(self) -> None:
        if self.store is not None:
            self.store.commands.commanded(Command.BACK)

    def _moved(self, route: Route) -> None:
        if self.store is not None:
            self.store.standing.render()

    def _tell(self, notice: NoticeState) -> None:
        self.shell.strip.render_notice(notice)
        sound = _SOUNDS.get(notice.kind)
        if sound is not None and notice.text:
            self._sounds.play(sound)

    def _trouble(self, error: Exception) -> None:
        self._tell(notice_of(error))

    def second_passed(self) -> None:
        """The agent is kept running, clocks move, a set-up looks how far it is."""
        if isinstance(self._sounds, LateSounds):
            self._sounds.load()
        if self._startup.is_enrolled():
            self._startup.keep_agent_running()
        if self.route is Route.SET_UP:
            self._set_up.second_passed()
        elif self.store is not None:
            self.store.second_passed()

    def _look_for_news(self) -> None:
        if self.store is not None:
            self.store.standing.look_for_news()

    def _close_store(self) -> None:
        if self.store is not None:
            self.store.application.close()

    def _build_first_screens(self) -> None:
        set_up = self._set_up_screen = SetUpScreen()
        self._set_up = SetUpPresenter(
            self._startup.enrolment,
            self.runner,
            set_up.render_state,
            self._startup.keep_agent_running,
            self._open_store,
        )
        set_up.code_edited.connect(self._set_up.code_edited)
        set_up.class_touched.connect(self._set_up.class_touched)
        set_up.scale_stepped.connect(self._set_up.scale_stepped)
        set_up.primary_touched.connect(self._set_up.primary_touched)
        self._navigation.add(Route.SET_UP, set_up, _nothing)
        page = FaultPage()
        self._fault = FaultPagePresenter(
            self._startup.enrolment, self.runner, page.render_state, self._start, self.shell.close
        )
        page.code_edited.connect(self._fault.code_edited)
        page.primary_touched.connect(self._fault.primary_touched)
        self._navigation.add(Route.FAULT, page, _nothing)

    def _timer(self, name: str, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        timer.start()
        return timer


def _nothing() -> None:
    return None
