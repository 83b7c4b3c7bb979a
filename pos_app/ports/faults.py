"""Faults knows what the environment may fail at, whether a second try helps, and who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mender(StrEnum):
    """Who can mend a fault."""

    OPERATOR = "operator"
    MANAGER = "manager"
    HEAD_OFFICE = "head_office"


class Fault(Exception):
    """The environment failed; what was acknowledged before it is safe.

    Fault
    ├─ of storage: DiskFull · StorageBroken · DataNewerThanProgram · KeyMissing · AlreadyRunning
    ├─ of a device: PrinterUnreachable · PrinterRefused · PrinterBusy · DrawerDidNotOpen · ScannerGone · NoUsbStick
    │              LabelPrinterUnreachable · LabelPrinterRefused · CameraGone
    └─ of the centre: CentreUnreachable · DeviceUnknownToCentre · CatalogueMissing
    """

    can_retry = True
    mender = Mender.OPERATOR


class DiskFull(Fault):
    """There is no room to write; the step was undone whole."""

    mender = Mender.HEAD_OFFICE


@dataclass(eq=False)
class StorageBroken(Fault):
    """Reading or writing the journal failed; the program has to stop and check it at the next start.

    is_damage: what is on the disk is not what was written; else the disk itself did not answer.
    """

    is_damage: bool = False
    can_retry = False
    mender = Mender.HEAD_OFFICE


@dataclass
class DataNewerThanProgram(Fault):
    """A newer program has written this database."""

    found: int
    known: int
    can_retry = False
    mender = Mender.HEAD_OFFICE


class KeyMissing(Fault):
    """The key of the journal is not in the keyring; head office holds a copy."""

    can_retry = False
    mender = Mender.HEAD_OFFICE


class AlreadyRunning(Fault):
    """Another copy of the program uses the same data."""

    can_retry = False


@dataclass
class PrinterUnreachable(Fault):
    """The receipt printer does not answer; the receipt waits."""

    where: str


@dataclass
class PrinterRefused(Fault):
    """The printer answers, and says why it does not print: paper_out, cover_open, cutter_stuck, halted."""

    reason: str


class PrinterBusy(Fault):
    """The printer is at work on it and nobody waits: how it ended is told later."""


@dataclass
class LabelPrinterUnreachable(Fault):
    """The label printer does not answer; the label waits."""

    where: str


@dataclass
class LabelPrinterRefused(Fault):
    """The label printer says why it does not print: labels_out, head_open, ribbon_out, paused."""

    reason: str


class ScannerGone(Fault):
    """A scanner at a cable was there, and is not any more."""


class CameraGone(Fault):
    """The camera gives no pictures."""


class DrawerDidNotOpen(Fault):
    """The drawer's pulse could not be sent."""


class NoUsbStick(Fault):
    """There is no disk to carry anything away on."""


class CentreUnreachable(Fault):
    """No answer from head office."""


class DeviceUnknownToCentre(Fault):
    """Head office does not know this device, or has revoked it."""

    can_retry = False
    mender = Mender.HEAD_OFFICE


class CatalogueMissing(Fault):
    """The first catalogue has not arrived yet."""
