"""Camera here knows whether this machine has a camera that reads codes."""

from __future__ import annotations

import sys
from pathlib import Path

from pos_app.ports.camera import NO_CAMERA
from pos_app.ports.late import load


def has_camera(setting: str) -> bool:
    """A folder that stands for one, or what the machine has; Linux is asked before anything is loaded for it."""
    if setting:
        return setting != NO_CAMERA
    if sys.platform == "linux" and not list(Path("/dev").glob("video*")):
        return False
    is_here: bool = load("machine_camera")()
    return is_here
