"""Devices knows printers, drawers, PIN checks and the doorbell, each behind a port of pos_app.ports.devices."""

import os
from pathlib import Path

# python-escpos parses the file of every printer it knows when it is imported, which is half of its start-up time;
# the store's own printer profile takes its place, and has to be named before the import.
os.environ.setdefault(
    "ESCPOS_CAPABILITIES_FILE",
    str(Path(__file__).parents[2] / "resources" / "receipts" / "printer_profiles.json"),
)
