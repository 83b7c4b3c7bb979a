"""Camera key knows where a camera is, and that one touch brings it to the front until a code was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.ports.device_events import DeviceKind, DeviceStep
from pos_app.ports.device_lines import Reading
from pos_app.ports.faults import CameraGone
from pos_app.ports.late import load
from ui.application import Application
from ui.camera_here import has_camera
from ui.fault_messages import notice_of
from ui.heard_scan import CAMERA
from ui.navigation import Navigation
from ui.notice_state import NoticeState
from ui.shell import Shell
from ui.sounds import Sound, Sounds
from ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ui.camera_scan import CameraScan


class CameraKey:
    """The key stands beside the search where there is a camera, and nowhere else."""

    def __init__(
        self,
        shell: Shell,
        navigation: Navigation,
        scanned: Callable[[Reading], None],
        tell: Callable[[NoticeState], None],
        sounds: Sounds,
    ) -> None:
        self._sounds = sounds
        self._shell = shell
        self._navigation = navigation
        self._scanned = scanned
        self._tell = tell
        self._application: Application | None = None
        self._has_looked = False
        self._scan: CameraScan | None = None
        bar = shell.findChild(TopBar)
        assert isinstance(bar, TopBar), "the shell has a top bar"
        self._bar = bar
        bar.camera_touched.connect(self.touched)

    def serve(self, application: Application) -> None:
        """The store is open."""
        self._application = application

    def second_passed(self) -> None:
        """Look for a camera once, when the start is over."""
        if self._application is not None and not self._has_looked:
            self._has_looked = True
            self._bar.show_camera(is_here=has_camera(self._application.facts.camera))

    def touched(self) -> None:
        """The camera comes to the front, or goes."""
        application = self._application
        if application is None or self._scan is not None:
            return
        setting = application.facts.camera
        reader = load("frame_codes")()
        scan = self._scan = load("camera_scan")(setting, reader, self._shell)
        scan.scanned.connect(self._was_read)
        scan.failed.connect(self._has_failed)
        scan.sheet.left.connect(self._navigation.close_sheet)
        scan.sheet.closed.connect(self.close)
        self._navigation.tell_sheet(scan.sheet)
        scan.start()

    def close(self) -> None:
        """The camera is not needed any more."""
        scan, self._scan = self._scan, None
        if scan is not None:
            scan.stop()

    def _was_read(self, text: str, heard_ns: int) -> None:
        self._navigation.close_sheet()
        # a camera has no beep of its own
        self._sounds.play(Sound.READ)
        self._scanned(Reading(text, CAMERA, heard_ns))

    def _has_failed(self) -> None:
        self._navigation.close_sheet()
        if self._application is not None:
            events = self._application.device_events
            events.note(DeviceKind.CAMERA, DeviceStep.FAILED, error=CameraGone())
        self._tell(notice_of(CameraGone()))
