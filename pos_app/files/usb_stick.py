"""USB stick knows where the desktop of this machine mounts what a person puts in."""

from __future__ import annotations

import os
from pathlib import Path

# freedesktop udisks mounts under the first two, by person or for all; macOS under the last.
MOUNTS = (Path("/run/media"), Path("/media"), Path("/Volumes"))


def usb_sticks(mounts: tuple[Path, ...] = MOUNTS) -> tuple[Path, ...]:
    """Mounted disks that can be written to, in the order of their names."""
    places = [place for mount in mounts for place in (*mount.glob("*"), *mount.glob("*/*"))]
    return tuple(
        place for place in sorted(places) if place.is_mount() and os.access(place, os.W_OK)
    )
