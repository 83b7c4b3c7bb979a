"""Paper as it comes out of a printer: the bytes of a job turned back into text and pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PIL import Image

_RASTER = re.compile(rb"\x1dv0[\x00-\x03](?P<size>....)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on the paper."""

    text: str
    pictures: tuple[Image.Image, ...]


def printed(job: bytes) -> Printed:
    """Reads `GS v 0`, the raster command; everything else is text and commands."""
    text, pictures, at = b"", [], 0
    while found := _RASTER.search(job, at):
        text += job[at : found.start()]
        row_bytes, height = (
            int.from_bytes(found["size"][:2], "little"),
            int.from_bytes(found["size"][2:], "little"),
        )
        at = found.end() + row_bytes * height
        ink = Image.frombytes("1", (row_bytes * 8, height), job[found.end() : at])
        pictures.append(ink.point(lambda dot: 255 - dot))
    return Printed((text + job[at:]).decode("cp858"), tuple(pictures))
