"""Told apart knows how a person makes a scanner that types known by its own sign, and forgets it again."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ui.application import Application
from ui.desk import Desk
from ui.heard_scan import KEYBOARD, Scan, typing_source
from ui.notice_state import NoticeKind, NoticeState
from ui.scan_timing import ScanTiming
from ui.translation import tr

if TYPE_CHECKING:
    from pos_app.usecases.till.tell_scanners_apart import KnownScanners


class ToldApart:
    """Goods that are scanned to show a sign are not sold; nothing changes until it is kept."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        timing: ScanTiming,
        chosen: Callable[[], str],
        choose: Callable[[str], None],
    ) -> None:
        """chosen: the device that is looked at; choose: look at another."""
        self._application = application
        self._desk = desk
        self._readings = timing.scanners
        self._typing = timing.typing
        self._chosen = chosen
        self._choose = choose

    def begin_touched(self) -> None:
        """The next goods that are scanned show the sign of their scanner."""
        self._choose(KEYBOARD)
        sources = frozenset({KEYBOARD, *self._names()})
        self._readings.try_next(sources, time.perf_counter_ns(), self._was_shown)
        words = tr("Scan goods with the scanner that is to be told apart. They are not sold.")
        self._desk.tell(NoticeState(NoticeKind.INSTRUCTION, words))

    def forget_touched(self) -> None:
        """The chosen scanner is one like any other again."""
        name = self._names().get(self._chosen())
        if name is not None:
            self._keep(self._typing.words_without(name), KEYBOARD, tr("It is forgotten."))

    def _was_shown(self, scan: Scan) -> None:
        names = self._names()
        if scan.source in names:
            words = tr("It is scanner {name} already.", name=names[scan.source])
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))
            self._choose(scan.source)
            return
        sign = self._typing.sign_before(scan.text)
        if not sign:
            words = tr("No sign came before the code. Set the scanner to send ~ first, try again.")
            self._desk.tell(NoticeState(NoticeKind.REFUSAL, words))
            self._choose(KEYBOARD)
            return
        words, name = self._typing.words_with(sign)
        said = tr("From now on this is scanner {name}.", name=name)
        self._keep(words, typing_source(name), said)

    def _names(self) -> dict[str, str]:
        return {typing_source(each.name): each.name for each in self._typing.named}

    def _keep(self, words: str, then: str, said: str) -> None:
        step = partial(self._application.tell_scanners_apart, words)
        self._desk.runner.run(step, partial(self._kept, then, said))

    def _kept(self, then: str, said: str, known: KnownScanners) -> None:
        self._typing.change(known.words)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, said))
        self._choose(then)
