"""App knows how the window is put together, from set-up to a store that sells, and how it ends."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.ports.faults import Fault
from pos_app.ports.late import load
from ui.application import Application
from ui.approving import Approving
from ui.camera_key import CameraKey
from ui.change_feed import ChangeFeed
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import LocalTime
from ui.key_router import KeyRouter
from ui.keyboard_wedge import KeyboardWedge
from ui.keys import Command
from ui.navigation import Navigation
from ui.notice_state import WRONG_ITEM, NoticeKind, NoticeState
from ui.open_store import OpenStore
from ui.routes import Route
from ui.scan_stream import ScanStream
from ui.scan_timing import ScanTiming
from ui.shell import Shell
from ui.shell_state import PillState, ShellState
from ui.sounds import LateSounds, Sound, Sounds
from ui.startup import Startup
from ui.task_runner import TaskRunner, new_bug
from ui.translation import tr
from ui.wedge_capture import WedgeSettings

if TYPE_CHECKING:
    from ui.first_screens import FirstScreens

logger = logging.getLogger(__name__)
SECOND_MS = 1_000
NEWS_MS = 50
_SOUNDS = {
    NoticeKind.ACCEPTED: Sound.ACCEPTED,
    NoticeKind.SUCCESS: Sound.DONE,
    NoticeKind.ARRIVAL: Sound.ARRIVAL,
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
        self._application: Application | None = None
        self.store: OpenStore | None = None
        self._closed = False
        self.timing = ScanTiming()
        self.shell = Shell()
        self.feed = ChangeFeed(self)
        self._keys = KeyRouter(self.shell)
        self._navigation = Navigation(self.shell, self._keys, self._moved)
        self._wedge = KeyboardWedge(WedgeSettings(), time.perf_counter_ns, self)
        self._scans = ScanStream(self.timing, self)
        self._wedge.scanned.connect(self._scans.read)
        self._camera = CameraKey(
            self.shell, self._navigation, self._scans.read, self._tell, self._sounds
        )
        self._second = self._timer("second", SECOND_MS, self.second_passed)
        self._news = self._timer("news", NEWS_MS, self._look_for_news)
        # The last that is made before a store is opened: what goes wrong earlier leaves no thread behind.
        self.runner = TaskRunner(self._trouble, self.feed.publish)
        try:
            self._start()
        except BaseException:
            # A bug ends the program, and no thread may keep it from ending.
            logger.exception("bug %s while the window was built", new_bug().reference)
            self.close_all()
            raise
        # Only now, because nothing is typed while the window is built, and Qt asks about every event.
        app = QApplication.instance()
        if app is not None:
            self._wedge.install(app)

    @property
    def route(self) -> Route:
        """The screen in front."""
        return self._navigation.current

    def go(self, route: Route) -> None:
        """Bring a screen to the front."""
        self._navigation.go(route)

    def show(self, width_px: int, height_px: int, *, full_screen: bool = False) -> None:
        """Open the window, and listen to the scanner."""
        self.shell.setWindowTitle(tr("Storefront"))
        self.shell.resize(width_px, height_px)
        if full_screen:
            self.shell.showFullScreen()
        else:
            self.shell.show()

    def close_all(self) -> None:
        """End whatever this window started; what was asked of the store is done first."""
        if self._closed:
            return
        self._closed = True
        self._camera.close()
        self._second.stop()
        self._news.stop()
        app = QApplication.instance()
        if app is not None:
            self._wedge.remove(app)
        self.runner.close(self._close_store)
        self._startup.close()
        if self.store is not None:
            self.store.screens.customer.close_window()
        self.shell.close()
        self.shell.deleteLater()

    def _start(self) -> None:
        if not self._startup.is_enrolled():
            self._hide_chrome()
            self._first.set_up_from(already_enrolled=False)
        else:
            self._enrolled()

    def _enrolled(self) -> None:
        self._startup.keep_agent_running()
        # A missing key is told before anything is waited for that cannot come without it.
        self._open_store()
        if self.store is not None and not self._startup.enrolment.progress().complete:
            self._hide_chrome()
            self._first.set_up_from(already_enrolled=True)

    def _open_store(self) -> None:
        if self.store is not None:
            self._navigation.go(Route.SIGN_ON)
            return
        try:
            application = self._application = self._startup.open_application()
        except Fault as fault:
            self._hide_chrome()
            page = self._first.fault
            self._navigation.go(Route.FAULT)
            page.fault_met(fault)
            return
        facts = application.facts
        self.timing.typing.serve(facts.keyboard_scanner, self._wedge.obey)
        approving = Approving(self.runner, self._navigation)
        approving.serve(application.register)
        desk = Desk(
            runner=approving,
            go=self._navigation.go,
            tell=self._tell,
            mend=self.shell.strip.mend,
            clock=application.clock,
            local=LocalTime(facts.time_zone),
            currency=facts.currency,
        )
        store = OpenStore(application, desk, self.shell, self._navigation, approving, self._scans)
        self.store = store
        self.feed.changed.connect(store.changes_heard)
        self._scans.scanned.connect(store.scanned)
        self._scans.half_scanned.connect(store.router.half_scanned)
        self._scans.turned.connect(store.scanner_turned)
        self._scans.listen_to(application.cables.scanners)
        self._camera.serve(application)
        self._keys.commanded.connect(store.commands.commanded)
        self._keys.entered.connect(store.commands.entered)
        self._wedge.heard.connect(store.idle.touched)
        shell = self.shell
        shell.route_chosen.connect(self._route_chosen)
        shell.search_edited.connect(store.search_edited)
        shell.search_submitted.connect(store.search_submitted)
        shell.notice_key_pressed.connect(store.commands.notice_pressed)
        shell.operator_touched.connect(store.screens.lock)
        shell.sheet_dismissed.connect(store.sheet_left)
        # nothing of a training is ever sent
        of_pill = Route.MORE if facts.is_training else Route.SENDING
        shell.pill_touched.connect(partial(self.go, of_pill))
        shell.back_touched.connect(self._back_touched)
        self._navigation.go(Route.SIGN_ON)
        store.standing.read()

    @cached_property
    def _first(self) -> FirstScreens:
        first: FirstScreens = load("first_screens")(
            self._startup,
            self.runner,
            self._navigation,
            self._start,
            self._open_store,
            self.shell.close,
        )
        return first

    def _hide_chrome(self) -> None:
        self.shell.render_shell(
            ShellState((), None, "", PillState("", "waiting"), "", show_chrome=False)
        )

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
        if notice.subject == WRONG_ITEM:
            sound = Sound.WRONG_ITEM
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
            self._first.set_up.second_passed()
        elif self.store is not None:
            self.store.second_passed()
            self._camera.second_passed()

    def _look_for_news(self) -> None:
        if self.store is not None:
            self.store.standing.look_for_news()

    def _close_store(self) -> None:
        if self._application is not None:
            self._application.close()

    def _timer(self, name: str, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        timer.start()
        return timer
