"""Training folder knows where a register in training writes, and that it only reads what the real one was told."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.ids import DeviceId
from pos_app.files.device_settings import PRINT_TO_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder

NAME = "training"


@dataclass(frozen=True, slots=True)
class TrainingFolder(DeviceFolder):
    """Journal, papers and locks lie apart; the replicas are those of the device, which nobody writes through it.

    Protects: no agent knows this folder, so what is written here has no way to head office.
    """

    device: DeviceFolder

    def replica(self, kind: str, generation: int) -> Path:
        """The device's own."""
        return self.device.replica(kind, generation)

    def generations(self, kind: str) -> tuple[int, ...]:
        """Those of the device."""
        return self.device.generations(kind)


def training_folder(device: DeviceFolder) -> TrainingFolder:
    """Where the training of a device is written."""
    return TrainingFolder(device.root / NAME, device)


def begin_anew(folder: TrainingFolder) -> None:
    """What was written in a training is gone, but for the lock that somebody holds."""
    for path in folder.root.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path != folder.app_lock:
            path.unlink()


def in_training(settings: DeviceSettings) -> DeviceSettings:
    """The same register under a name that head office never gave, with neither printer, drawer, scale nor terminal."""
    return replace(
        settings,
        device_id=DeviceId(f"{NAME}-{settings.device_id}"),
        printer=PRINT_TO_FILE,
        scanners="",
        scale="",
        customer_display="",
        rescue_folder=None,
        ballast_bytes=0,
        terminal="",
    )
