"""Installation knows whether a program runs from its package or from a checkout, and of which version it is."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_VERSION = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)
# The bootloader of a package puts the package's own libraries first; programs of the system need the system's.
_LIBRARIES = "LD_LIBRARY_PATH"
_LIBRARIES_BEFORE = "LD_LIBRARY_PATH_ORIG"


def is_installed() -> bool:
    """Whether this program came out of a package: then no module can be run by its name."""
    return bool(getattr(sys, "frozen", False))


def version() -> str:
    """As pyproject.toml says it, the one place; a package carries a copy."""
    if is_installed():
        return (_ROOT / "version").read_text(encoding="ascii").strip()
    found = _VERSION.search((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert found is not None, "pyproject.toml names a version"
    return found[1]


def environment_of_the_system() -> dict[str, str]:
    """The environment for a program that is not of this package."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in (_LIBRARIES, _LIBRARIES_BEFORE)
    }
    before = os.environ.get(_LIBRARIES_BEFORE)
    return {**kept, _LIBRARIES: before} if before else kept
