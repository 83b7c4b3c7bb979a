"""The device ports: printer, drawer and PIN check, each small enough for a fake with state."""

from __future__ import annotations

from typing import Protocol

from pos_app.domain.receipt import ReceiptDocument, SettlementDocument


class ReceiptPrinter(Protocol):
    """Prints documents; errors: PrinterUnreachable, PrinterRefused."""

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Print and cut; returns when the printer has taken it all."""
        ...

    def print_settlement(self, settlement: SettlementDocument) -> None:
        """Print the Z report and cut."""
        ...


class CashDrawer(Protocol):
    """Opens the drawer; errors: DrawerDidNotOpen."""

    def open(self) -> None:
        """Send the pulse."""
        ...


class PinCheck(Protocol):
    """Compares a PIN or badge with its stored hash; costs about 50 ms for a PIN."""

    def hash_pin(self, pin: str) -> str:
        """The hash to keep of a PIN."""
        ...

    def matches(self, secret: str, hashed: str) -> bool:
        """True when the secret made this hash."""
        ...

    def badge_matches(self, badge: str, hashed: str) -> bool:
        """True when the badge made this hash; cheap, because a badge is long and random."""
        ...


class Doorbell(Protocol):
    """Wakes the sync agent; a hint that may be lost."""

    def ring(self) -> None:
        """There is something to send."""
        ...
