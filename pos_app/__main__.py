"""The command line: a fixed table of commands; only the app itself needs Qt."""

from __future__ import annotations

import gc
import importlib
import sys
from types import ModuleType

# command -> module whose `main(arguments)` gives the exit code
COMMANDS = {
    "app": "pos_app.bootstrap",
    "price": "pos_app.price_command",
    "shelf-price": "pos_app.shelf_price_command",
    "scan": "pos_app.scan_command",
    "decode": "pos_app.decode_command",
    "label": "pos_app.label_command",
    "devices": "pos_app.devices_command",
    "doctor": "pos_app.doctor_command",
    "operations": "pos_app.operations_command",
    "export": "pos_app.export_command",
    "unsent": "pos_app.unsent_command",
    "retire": "pos_app.retire_command",
    "admit": "pos_app.admit_command",
}
DEFAULT = "app"


def main(arguments: list[str]) -> int:
    """Run the named command, the app when none is named."""
    named = bool(arguments) and arguments[0] in COMMANDS
    command, rest = (arguments[0], arguments[1:]) if named else (DEFAULT, arguments)
    return int(loaded(COMMANDS[command]).main(rest))


def loaded(name: str) -> ModuleType:
    """The module of this name; what is made while modules are loaded stays, so nothing is collected meanwhile."""
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
