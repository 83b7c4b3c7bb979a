"""Contents knows what the app's programs load by name, and what of the libraries around them nobody here needs."""

from __future__ import annotations

import re

from pos_app.__main__ import COMMANDS
from pos_app.ports.late import ADAPTERS

# Loaded by name, from the two fixed tables of the program.
BY_NAME = sorted({*COMMANDS.values(), *(module for module, _ in ADAPTERS.values())})
# What some library would use if it were there: data models, plotters, shells; and a second way to the same compressor.
UNUSED = (
    *("tkinter", "IPython", "pygments", "rich", "setuptools", "zstandard._cffi"),
    *("pytest", "_pytest", "hypothesis", "mypy"),
)
UNUSED_BY_THE_APP = (*UNUSED, "numpy", "scipy", "central", "storeday", "resources.demo")
# Under the LGPL: kept as files of their own, so that they can be replaced as the libraries can.
REPLACEABLE = {"PySide6": "pyc", "shiboken6": "pyc", "psycopg": "pyc"}
UNUSED_OF_QT = ("PySide6.QtMultimediaWidgets",)
_PLUGINS = "Qt/plugins/"
# What a window of widgets on X11, on Wayland or on no screen needs, and a camera that reads codes.
_WANTED_PLUGINS = re.compile(
    r"Qt/plugins/(platforms/libq(xcb|wayland|offscreen)|xcbglintegrations/|wayland-"
    r"|platforminputcontexts/lib(compose|ibus)|iconengines/libqsvgicon|imageformats/libq(svg|jpeg)"
    r"|multimedia/libffmpeg)"
)
# The system's own have to fit its graphics drivers.
_OF_THE_SYSTEM = re.compile(r"^lib(stdc\+\+|gcc_s)\.so")
_UNUSED_FOLDERS = ("Qt/translations", "Qt/qml", "Qt/metatypes")


def is_shipped(place: str) -> bool:
    """Whether a file goes into a folder, by its place there."""
    if _PLUGINS in place:
        return bool(_WANTED_PLUGINS.search(place))
    return not (_OF_THE_SYSTEM.search(place) or any(each in place for each in _UNUSED_FOLDERS))
