"""Printer drawer knows that a cash drawer opens by a pulse from the printer it hangs on, and how it is seen to."""

from __future__ import annotations

import time

from pos_app.devices.escpos_printer import EscposPrinter
from pos_app.files.device_settings import NO_SENSOR, OPEN_IS_HIGH
from pos_app.ports.faults import DrawerDidNotOpen, PrinterUnreachable

# A spring needs no longer; the printer's own thread waits, and nobody else.
_LOOKS, _LOOK_SECONDS = 5, 0.1


class PrinterDrawer:
    """Opens through the printer; without paper too, because cash has to go in all the same."""

    def __init__(self, printer: EscposPrinter, sensor: str = NO_SENSOR) -> None:
        self._printer = printer
        self._sensor = sensor

    def open(self) -> None:
        """Send the pulse, and look whether it came out; errors: DrawerDidNotOpen."""
        try:
            self._printer.pulse_drawer()
            stays_shut = self._sensor and not self._comes_out()
        except PrinterUnreachable as error:
            raise DrawerDidNotOpen from error
        if stays_shut:
            raise DrawerDidNotOpen

    def is_open(self) -> bool | None:
        """As its sensor says now; None where there is none, or the printer does not answer."""
        if not self._sensor:
            return None
        try:
            is_high = self._printer.drawer_pin_is_high()
        except PrinterUnreachable:
            return None
        return None if is_high is None else is_high is (self._sensor == OPEN_IS_HIGH)

    def _comes_out(self) -> bool:
        """True too when nothing can be seen any more: the pulse was taken."""
        for _ in range(_LOOKS):
            if self.is_open() is not False:
                return True
            time.sleep(_LOOK_SECONDS)
        return False
