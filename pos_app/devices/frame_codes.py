"""Frame codes knows how the codes before a camera are read: quickly, from one frame after the other."""

from __future__ import annotations

from collections import Counter, deque

from PIL import Image

from pos_app.devices.picture_codes import (
    PictureCode,
    believable,
    is_corrected,
    one_number,
    zbar_goods,
)
from pos_app.ports.camera import Frame

# Bars are believed when so many looks agree, of both readers or of frames that follow one another.
_LOOKS_THAT_AGREE = 2
_FRAMES_KEPT = 8
# GS1 General Specifications 7.8.2: GS1-128, DataBar, DataMatrix, QR Code.
_GS1_IDENTIFIERS = frozenset({"]C1", "]e0", "]d2", "]Q3"})


class FrameCodes:
    """A hand moves, so that each frame is another look: bars that one look alone saw are not taken.

    zxing-cpp looks at every frame; ZBar, which reads more EAN and UPC and takes twice as long, where that saw nothing.
    """

    def __init__(self) -> None:
        self._seen: deque[frozenset[str]] = deque(maxlen=_FRAMES_KEPT)

    def read(self, frame: Frame) -> tuple[str, ...]:
        """What is believed with this frame."""
        picture = Image.frombytes("L", (frame.width, frame.height), frame.grey)
        codes = {one_number(code): code for code in believable(picture) or zbar_goods(picture)}
        self._seen.append(frozenset(codes))
        looks = Counter(number for seen in self._seen for number in seen)
        return tuple(
            _as_scanned(code)
            for number, code in codes.items()
            if is_corrected(code) or looks[number] >= _LOOKS_THAT_AGREE
        )


def _as_scanned(code: PictureCode) -> str:
    """With the symbology identifier that tells GS1 data from other text; numbers of goods are read without it."""
    announces = code.identifier in _GS1_IDENTIFIERS
    return f"{code.identifier}{code.text}" if announces else code.text
