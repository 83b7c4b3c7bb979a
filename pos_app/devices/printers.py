"""Printers knows which printer and drawer a device's settings name."""

from __future__ import annotations

from pathlib import Path

from pos_app.devices.file_printer import FileDrawer, FilePrinter
from pos_app.devices.logo import stored_logo
from pos_app.devices.network_printer import NetworkPrinter
from pos_app.devices.printer_drawer import PrinterDrawer
from pos_app.files.device_settings import PRINT_TO_FILE
from pos_app.ports.devices import CashDrawer, ReceiptPrinter


def printer_and_drawer(
    receipts: Path, where: str, logo_file: Path
) -> tuple[ReceiptPrinter, CashDrawer]:
    """where: "file", which keeps receipts as files in a folder, or "host:port"; a broken logo is left away."""
    logo = stored_logo(logo_file)
    if where == PRINT_TO_FILE:
        return FilePrinter(receipts, logo), FileDrawer(receipts / "drawer.log")
    host, _, port = where.rpartition(":")
    printer = NetworkPrinter(host, int(port), logo=logo)
    return printer, PrinterDrawer(printer)
