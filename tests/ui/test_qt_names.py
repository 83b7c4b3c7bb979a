"""Qt reads none of our sources at a start."""

from __future__ import annotations

import subprocess
import sys

import PySide6.QtCore

import pos_app.bootstrap
import ui.qt_names

_WHAT_WAS_READ = """
import linecache
import pos_app.bootstrap
print(sum("/pos_app/" in path or "/ui/" in path for path in linecache.cache))
"""


def test_qt_reads_no_source_of_ours_at_a_start() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WHAT_WAS_READ], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"


def test_no_module_is_said_to_ask_for_other_names() -> None:
    assert not ui.qt_names.asks_for_other_names(pos_app.bootstrap)
    assert PySide6.QtCore.qVersion() == ui.qt_names.QT_VERSION
