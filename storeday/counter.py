"""Counter opens the real window of one register in this process, for hands that work it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QMessageLogContext,
    QSize,
    QtMsgType,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from pos_app.bootstrap import DeviceOptions, build_window
from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from pos_app.ports.clock import Clock
from storeday.hands import Hands
from ui.app import StoreWindow
from ui.sound_player import SoundPlayer
from ui.sounds import Sounds
from ui.theme.style import apply_theme
from ui.theme.tokens import LIGHT

WINDOW = QSize(1280, 800)
# what the offscreen platform says of every window, and what no person can do anything about
NO_WINDOW_HINTS = "This plugin does not support propagateSizeHints()"


def shop_floor() -> QApplication:
    """The one Qt application of this process, in the shop's look."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    return app


@contextmanager
def window_hints_unsaid() -> Iterator[None]:
    """Leave out that one sentence of Qt; everything else that Qt says goes where it went before."""
    before = qInstallMessageHandler(None)

    def pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message == NO_WINDOW_HINTS:
            return
        if before is not None:
            before(kind, context, message)
        else:
            sys.stderr.write(f"{qFormatLogMessage(kind, context, message)}\n")

    qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


class Counter:
    """A register that stands on the counter: opened, worked by hands, closed."""

    def __init__(
        self,
        folder: DeviceFolder,
        centre_url: str,
        *,
        secrets: str = KEY_FILE,
        sounds: Sounds | None = None,
        clock: Clock | None = None,
        training: bool = False,
    ) -> None:
        shop_floor()
        folder.root.mkdir(parents=True, exist_ok=True)
        options = DeviceOptions(folder, centre_url, secrets, training=training)
        self.folder = folder
        self.window: StoreWindow = build_window(
            options, sounds or SoundPlayer(audible=False), clock
        )
        self.window.show(WINDOW.width(), WINDOW.height())
        self.window.shell.activateWindow()
        self.hands = Hands(self.window.shell)

    def close(self) -> None:
        """Close the window; its agent and its threads end with it."""
        self.window.close_all()
        QApplication.processEvents()
