"""Qt names knows that this program calls Qt by its own names only, so that Qt need not read our source to find out.

Qt for Python offers `snake_case` names to modules that ask for them. To know which module might, it reads the source of
every module that is imported after it, which was a tenth of all imports at a start. Nobody here asks.
"""

from __future__ import annotations

import sys

import PySide6.QtCore

# Where the question is put in the version that is locked; a version without it starts as slowly as before.
FEATURE_MODULE = "shibokensupport.feature"
QUESTION = "_mod_uses_pyside"
QT_VERSION = PySide6.QtCore.qVersion()


def asks_for_other_names(module: object) -> bool:
    """No module of ours does."""
    return False


_feature = sys.modules.get(FEATURE_MODULE)
if hasattr(_feature, QUESTION):
    setattr(_feature, QUESTION, asks_for_other_names)
