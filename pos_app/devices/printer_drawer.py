"""Printer drawer knows that a cash drawer opens by a pulse from the printer it hangs on."""

from __future__ import annotations

from pos_app.devices.network_printer import NetworkPrinter
from pos_app.ports.faults import DrawerDidNotOpen, PrinterUnreachable


class PrinterDrawer:
    """Opens through the printer; without paper too, because cash has to go in all the same."""

    def __init__(self, printer: NetworkPrinter) -> None:
        self._printer = printer

    def open(self) -> None:
        """Send the pulse; errors: DrawerDidNotOpen."""
        try:
            self._printer.pulse_drawer()
        except PrinterUnreachable as error:
            raise DrawerDidNotOpen from error
