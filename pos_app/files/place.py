"""Place knows where the platform expects the data of a device, and where a checkout keeps its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from resources.installation import is_installed

_OF_A_CHECKOUT = Path("var/register")
NAME = "storefront"


def data_folder() -> Path:
    """Where a device's data lie unless a command names another folder.

    XDG Base Directory Specification on Linux, the local application data on Windows: never what roams.
    """
    if not is_installed():
        return _OF_A_CHECKOUT
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "Storefront"
    chosen = os.environ.get("XDG_DATA_HOME", "")
    # A relative path has to be ignored, the specification says.
    return Path(chosen) / NAME if chosen.startswith("/") else folder_of_the_service()


def folder_of_the_service() -> Path:
    """The one folder that the system's unit of the agent knows: a service hears nothing of XDG_DATA_HOME."""
    return Path.home() / ".local" / "share" / NAME
