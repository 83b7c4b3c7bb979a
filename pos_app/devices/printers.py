"""Printers knows which printer and drawer a device's settings name."""

from __future__ import annotations

from pathlib import Path

from pos_app.devices.escpos_printer import EscposPrinter
from pos_app.devices.file_printer import FileDrawer, FilePrinter
from pos_app.devices.logo import stored_logo
from pos_app.devices.printer_drawer import PrinterDrawer
from pos_app.devices.printer_lines import line_to
from pos_app.files.device_settings import NO_SENSOR, PRINT_TO_FILE
from pos_app.ports.devices import SensedDrawer, SensedPrinter


def printer_and_drawer(
    receipts: Path, where: str, logo_file: Path, drawer_sensor: str = NO_SENSOR
) -> tuple[SensedPrinter, SensedDrawer]:
    """where: "file", which keeps receipts as files in a folder, or a way to a printer; a broken logo is left away.

    Errors: ValueError when `where` names nothing.
    """
    logo = stored_logo(logo_file)
    if where == PRINT_TO_FILE:
        return FilePrinter(receipts, logo), FileDrawer(receipts / "drawer.log")
    printer = EscposPrinter(line_to(where), logo=logo)
    return printer, PrinterDrawer(printer, drawer_sensor)
