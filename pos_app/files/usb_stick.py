"""USB stick knows which of the disks that the desktop mounts a person has put in to carry something away."""

from __future__ import annotations

import os
from pathlib import Path

# freedesktop udisks mounts under the first two, by person or for all; macOS under the last.
MOUNTS = (Path("/run/media"), Path("/media"), Path("/Volumes"))
# Linux tells of each block device by its numbers whether its medium comes and goes.
BLOCK_DEVICES = Path("/sys/dev/block")
# A disk with a file of this name is one, whatever else it seems to be.
MARKER = "storefront.stick"


def usb_sticks(
    mounts: tuple[Path, ...] = MOUNTS, devices: Path = BLOCK_DEVICES
) -> tuple[Path, ...]:
    """Mounted sticks that can be written to, in the order of their names.

    A backup disk or a share that hangs there too is none: nothing of a store is left on it by mistake.
    """
    places = [place for mount in mounts for place in (*mount.glob("*"), *mount.glob("*/*"))]
    return tuple(
        place
        for place in sorted(places)
        if place.is_mount() and os.access(place, os.W_OK) and is_stick(place, devices)
    )


def is_stick(place: Path, devices: Path = BLOCK_DEVICES) -> bool:
    """True for a removable medium, and for a disk that a person has marked."""
    if (place / MARKER).exists():
        return True
    numbers = place.stat().st_dev
    device = (devices / f"{os.major(numbers)}:{os.minor(numbers)}").resolve()
    # A partition says nothing itself; the disk that it is a part of does.
    return any(_says_one(disk / "removable") for disk in (device, device.parent))


def _says_one(flag: Path) -> bool:
    try:
        return flag.read_text(encoding="ascii").strip() == "1"
    except OSError:
        return False
