"""Main loop knows how Qt is started for the one window, and that everything ends with it."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLoggingCategory, Qt
from PySide6.QtWidgets import QApplication

from ui.app import StoreWindow
from ui.theme.style import apply_theme
from ui.theme.tokens import DARK, LIGHT
from ui.translation import install_language


@dataclass(frozen=True, slots=True)
class Look:
    """How large the window opens, or over all of the screen, in which theme and language."""

    width_px: int
    height_px: int
    is_dark: bool
    language: str
    is_full_screen: bool = False


def keep_what_stands() -> None:
    """What stands now stays for the day; the collector need not walk over it in the middle of a scan."""
    gc.freeze()


def run_window(build: Callable[[], StoreWindow], look: Look) -> int:
    """Show the window until it is closed; gives the exit code."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    # What a machine without a sound server says of itself helps nobody at a till.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    app = QApplication(sys.argv[:1])
    install_language(look.language)
    apply_theme(app, DARK if look.is_dark else LIGHT)
    window = build()
    window.show(look.width_px, look.height_px, full_screen=look.is_full_screen)
    keep_what_stands()

    def end(number: int, frame: object) -> None:
        app.quit()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    code = app.exec()
    window.close_all()
    return code
