"""Reading trial knows how a scanner or the camera is tried: its next code is told, and sold by nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from pos_app.domain.symbology import reading_of
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.scan_timing import ScanTiming
from ui.scanner_readings import CAMERA, KEYBOARD
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
        self._open_camera = open_camera
        self._changed = changed

    def is_for(self, device: str) -> bool:
        """Whether it reads codes."""
        names = (scanner.name for scanner in self._application.cables.scanners)
        return device in (KEYBOARD, CAMERA, *names)

    def begin(self, device: str) -> None:
        """Its next code; the camera comes to the front."""
        self._readings.try_next(device, time.perf_counter_ns(), self._was_read)
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

    def _was_read(self, text: str) -> None:
        words = tr("It reads: {code}. Nothing was sold.", code=reading_of(text).data)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))
        self._changed()
