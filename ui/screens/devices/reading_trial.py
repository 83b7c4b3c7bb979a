"""Reading trial knows how a scanner or the camera is tried: its next code is told, and sold by nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from ui.application import Application
from ui.desk import Desk
from ui.heard_scan import CAMERA, KEYBOARD, Scan, typing_source
from ui.notice_state import NoticeKind, NoticeState
from ui.scan_timing import ScanTiming
from ui.screens.devices.scanner_rows import scan_words
from ui.screens.devices.view_state import DeviceCard
from ui.translation import tr


class ReadingTrial:
    """One device at a time; whoever looks at another one, or leaves, has ended it."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        timing: ScanTiming,
        open_camera: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._readings = timing.scanners
        self._typing = timing.typing
        self._open_camera = open_camera
        self._changed = changed

    def is_for(self, device: str) -> bool:
        """Whether it reads codes."""
        names = (scanner.name for scanner in self._application.cables.scanners)
        typing = (typing_source(each.name) for each in self._typing.named)
        return device in (KEYBOARD, CAMERA, *names, *typing)

    def begin(self, device: str) -> None:
        """Its next code; the camera comes to the front."""
        self._readings.try_next(frozenset({device}), time.perf_counter_ns(), self._was_read)
        if device == CAMERA:
            self._open_camera()
        self._changed()

    def end(self) -> None:
        """Codes are sold again."""
        self._readings.end_trial()

    def hinted(self, device: str, card: DeviceCard) -> DeviceCard:
        """The card, with what to do while it is tried."""
        if not self._readings.is_tried(device, time.perf_counter_ns()):
            return card
        hint = tr("Show it any code: it is told here and not sold.")
        return replace(card, lines=(*card.lines, hint))

    def _was_read(self, scan: Scan) -> None:
        words = tr("It reads: {code}. Nothing was sold.", code=scan_words(scan))
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))
        self._changed()
