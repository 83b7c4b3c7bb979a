"""Open store knows what exists once a store is open on this machine: its screens, its keys, its scans."""

from __future__ import annotations

import time
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot

from pos_app.ports.changes import Changes
from pos_app.ports.device_lines import LineState
from pos_app.ports.faults import ScannerGone
from pos_app.usecases.till.print_waiting import PrintedWaiting
from ui.application import Application
from ui.approving import Approving
from ui.arrivals import Arrivals
from ui.commands import Commands
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.heard_scan import Scan
from ui.idle_lock import IdleLock
from ui.navigation import Navigation
from ui.notice_state import NoticeKind, NoticeState
from ui.paper import Paper
from ui.rings import RingWatch
from ui.routes import AT_STOCK, BELOW_MORE, Route
from ui.scan_router import ScanRouter
from ui.scan_stream import ScanStream
from ui.scan_ways import ScanWays
from ui.shell import Shell
from ui.standing import Standing
from ui.store_codes import StoreCodes
from ui.store_screens import StoreScreens
from ui.terminal_ear import TerminalEar
from ui.translation import tr
from ui.waiting_scans import WaitingScans

_TYPED_AT = frozenset(
    {Route.TILL, Route.TENDER, Route.DONE, Route.MORE} | BELOW_MORE - {Route.CASH_MOVES}
)


class LooksUp(Protocol):
    """A place that has something of its own to find by words or numbers."""

    def search_edited(self, words: str) -> None:
        """Something was typed."""
        ...


class OpenStore(QObject):
    """Ties scans, typed words and keys to the presenters; holds no figure of its own."""

    # what the scale tells on a thread of its own
    _weighed = Signal()

    def __init__(
        self,
        application: Application,
        desk: Desk,
        shell: Shell,
        navigation: Navigation,
        approving: Approving,
        scans: ScanStream,
    ) -> None:
        super().__init__(shell)
        self.setObjectName("openStore")
        self.application = application
        self._navigation = navigation
        self._desk = desk
        self._timing = scans.timing
        self._scans = scans
        self._approving = approving
        self._scanner_gone = False
        self.screens = StoreScreens(application, desk, navigation, scans.timing, scans.typed)
        self._codes = StoreCodes(application, desk)
        scans.obey(self._codes.rules)
        self._ways = ScanWays(application, desk, navigation, self.screens, self._codes.rules)
        self.rings = RingWatch(application, desk, navigation)
        self.commands = Commands(
            application,
            self.screens,
            navigation,
            desk.runner,
            self._ways.hold_and_open,
            self.rings.opened,
        )
        self.standing = Standing(application, desk, self._place, shell.render_shell)
        self.arrivals = Arrivals(application, desk, self.standing.orders_counted)
        self.ear = TerminalEar(
            application.register.cards.terminal, self.screens.pay.card.heard, self
        )
        self.idle = IdleLock(application, desk, navigation, self.screens, self.sheet_left)
        self.paper = Paper(application, desk, self._paper_tried, self)
        self._waiting = WaitingScans(desk.runner, self._read_again)
        self.router = ScanRouter(
            self._ways.targets(approving),
            self._place,
            self._asking,
            self._card_runs,
            self._waiting.takes,
        )
        self._weighed.connect(self._scale_changed, Qt.ConnectionType.QueuedConnection)
        application.cables.scale.listen(self._weighed.emit)
        self.screens.checkout_screen.lines.viewport().installEventFilter(self)

    def scanned(self, scan: Scan) -> None:
        """The stream brought a code, read or typed."""
        self.idle.touched()
        if self._waiting.joins(scan):
            return
        self._ways.scan = scan
        self.router.scanned(scan)
        self._ways.scan = None

    def scanner_turned(self) -> None:
        """A scanner at a cable came or went."""
        scanners = self.application.cables.scanners
        was_gone = self._scanner_gone
        self._scanner_gone = any(scanner.state is LineState.LOST for scanner in scanners)
        if self._scanner_gone:
            self._desk.tell(notice_of(ScannerGone()))
        elif was_gone:
            self._desk.mend("scanner")
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("Scanner is back. Scan on.")))
        if self._navigation.current is Route.DEVICES:
            self.screens.later.devices.opened()

    def second_passed(self) -> None:
        """The clock moves, a lock-out counts down; while nobody works here, one more screen is made beforehand."""
        self.standing.render()
        self.idle.second_passed()
        self.screens.pay.card.second_passed()
        self.arrivals.second_passed()
        self.rings.second_passed()
        if self._navigation.current is Route.SIGN_ON:
            self.screens.sign_on.second_passed()
            self._navigation.make_one()
        elif self._navigation.current is Route.DONE:
            self.screens.later.done.second_passed()
        elif self._navigation.current is Route.DEVICES:
            self.screens.later.devices.second_passed()
        self.paper.second_passed(self.standing.receipts_waiting)

    def changes_heard(self, changes: Changes) -> None:
        """Something is different."""
        self.screens.changes_heard(changes)
        self._codes.changes_heard(changes)
        self.arrivals.changes_heard(changes)
        self.rings.changes_heard(changes)
        self.standing.changes_heard(changes)

    def search_edited(self, words: str) -> None:
        """Something was typed into the top field."""
        if self._navigation.current in (Route.RETURNING, Route.RETURN_GOODS):
            # it is the number of goods that come back, and is read whole
            return
        elsewhere = self._looked_up_in()
        if elsewhere is not None:
            elsewhere.search_edited(words)
            return
        checkout = self.screens.checkout
        if checkout.adding.times_typed(words):
            self.screens.end_search()
            checkout.render()
            return
        if self._navigation.current in _TYPED_AT - {Route.TILL} and words:
            self._navigation.go(Route.TILL)
        checkout.finder.search_edited(words)

    def search_submitted(self, words: str) -> None:
        """Enter in the top field: the number typed, else the item in front of what was found."""
        typed, place = words.strip(), self._navigation.current
        if place is Route.PICKUP:
            self._navigation.clear_search()
            self.screens.later.counter.pickup.search_submitted(typed)
        elif place in AT_STOCK:
            self.typed(typed)
        else:
            self.screens.checkout.finder.when_found(partial(self._take_typed, typed))

    def sheet_left(self) -> None:
        """Esc left a question without an answer."""
        self._navigation.close_sheet()
        self._approving.left()
        self.screens.checkout.question_answered("back", "")
        self.screens.sign_on.newcomer_left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the time when the lines have been painted."""
        if event.type() == QEvent.Type.Paint and self._timing.is_pending:
            QTimer.singleShot(0, self._painted)
        return False

    @Slot()
    def _scale_changed(self) -> None:
        self.screens.checkout.weighing.changed()

    def _painted(self) -> None:
        self._timing.painted(time.perf_counter_ns())

    def _paper_tried(self, result: PrintedWaiting) -> None:
        self.screens.later.done.paper_tried(result)
        self.screens.later.devices.paper_tried(result)

    def _take_typed(self, typed: str) -> None:
        finder = self.screens.checkout.finder
        if finder.selected is not None and not finder.is_other_number(typed):
            self.screens.result_touched(finder.selected)
        else:
            self.typed(typed)

    def typed(self, typed: str) -> None:
        """A number that was typed comes in like one that was read."""
        if typed:
            self.screens.end_search()
            self._scans.typed(typed)

    def _looked_up_in(self) -> LooksUp | None:
        """Who looks up what is typed into the top field, where that is not the till."""
        if self._navigation.current is Route.PICKUP:
            return self.screens.later.counter.pickup
        if self._navigation.current in AT_STOCK:
            return self.screens.later.stock_room
        return None

    def _read_again(self, scan: Scan) -> None:
        """Meanwhile the store's rules may have come."""
        self.router.scanned(scan.read_by(self._codes.rules()))

    def _place(self) -> Route:
        return self._navigation.current

    def _card_runs(self) -> bool:
        return self.screens.pay.card.progress.is_running

    def _asking(self) -> bool:
        return self._navigation.is_asking
