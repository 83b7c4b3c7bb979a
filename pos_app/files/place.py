"""Place knows where the platform expects the data of a device, and where a checkout keeps its own."""

from __future__ import annotations

from pathlib import Path

from pos_app.ports.late import load
from resources.installation import is_installed

_OF_A_CHECKOUT = Path("var/register")
NAME = "storefront"


def data_folder() -> Path:
    """Where a device's data lie unless a command names another folder: never what roams."""
    if not is_installed():
        return _OF_A_CHECKOUT
    return Path(load("user_data_path")(NAME, appauthor=False, roaming=False))


def folder_of_the_service() -> Path:
    """The one folder that the system's unit of the agent knows: a service hears nothing of XDG_DATA_HOME."""
    return Path.home() / ".local" / "share" / NAME
