"""The enrolment port: how a device becomes one of the store's, and how it gets its key back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class DeviceClass(StrEnum):
    """What kind of machine it is; decides the first scale and the screen that opens first."""

    REGISTER = "register"
    TABLET = "tablet"
    HANDHELD = "handheld"


@dataclass(frozen=True, slots=True)
class CatalogueProgress:
    """How far the first catalogue is; `total` 0 while unknown."""

    items: int
    total: int
    complete: bool


class Enrolment(Protocol):
    """Talks to the centre once; errors: CentreNotPrivate, CodeWrong, CodeUsed, CodeExpired, CentreUnreachable."""

    def enrol(self, code: str, device_class: DeviceClass, scale_percent: int) -> None:
        """Make this machine a device of the store that the code was made for; writes its settings and secrets."""
        ...

    def recover(self, code: str) -> None:
        """Fetch the key of this device's journal with a recovery code, after its keyring was lost."""
        ...

    def progress(self) -> CatalogueProgress:
        """How much of the first catalogue has arrived."""
        ...
