"""Child process knows how a program that was started beside the app is ended."""

from __future__ import annotations

import subprocess
from typing import Any

STOP_SECONDS_MAX = 10


def end(process: subprocess.Popen[Any] | None) -> None:
    """Ask it to end, unless it has; after ten seconds it is made to."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
