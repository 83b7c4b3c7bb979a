"""Frame codes knows how the codes before a camera are read: quickly, from one frame after the other."""

from __future__ import annotations

from collections import Counter, deque

from PIL import Image

from pos_app.devices.picture_codes import (
    believable,
    is_corrected,
    one_number,
    zbar_goods,
)
from pos_app.ports.camera import Frame

# Bars are believed when so many looks agree, of both readers or of frames that follow one another.
_LOOKS_THAT_AGREE = 2
_FRAMES_KEPT = 8


class FrameCodes:
    """A hand moves, so that each frame is another look: bars that one look alone saw are not taken.

    zxing-cpp looks at every frame; ZBar, which reads more EAN and UPC and takes twice as long, where that saw nothing.
    """

    def __init__(self) -> None:
        self._seen: deque[frozenset[str]] = deque(maxlen=_FRAMES_KEPT)

    def read(self, frame: Frame) -> tuple[str, ...]:
        """What is believed with this frame, each with its symbology identifier, as a scanner sends it."""
        picture = Image.frombytes("L", (frame.width, frame.height), frame.grey)
        codes = {one_number(code): code for code in believable(picture) or zbar_goods(picture)}
        self._seen.append(frozenset(codes))
        looks = Counter(number for seen in self._seen for number in seen)
        return tuple(
            f"{code.identifier}{code.text}"
            for number, code in codes.items()
            if is_corrected(code) or looks[number] >= _LOOKS_THAT_AGREE
        )
