"""Terminal knows how the words of a technician's commands become a picture: as they stood there, none made up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.packaging.clean_root import INSTALL, CleanRoot

WIDTH_CHARACTERS = 100
# Of a long list of what a package manager does, what it comes to.
LINES_MAX = 22
_DRAW = """
import sys
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QImage, QPainter
app = QGuiApplication(sys.argv[:1])
lines = sys.stdin.read().splitlines()
font = QFont("DejaVu Sans Mono")
font.setPixelSize(15)
metrics = QFontMetrics(font)
high, edge = metrics.height() + 3, 18
size = 2 * edge + int(sys.argv[2]) * metrics.horizontalAdvance("m"), 2 * edge + len(lines) * high
image = QImage(*size, QImage.Format.Format_RGB32)
image.fill(QColor("#1d2321"))
painter = QPainter(image)
painter.setFont(font)
for number, line in enumerate(lines):
    painter.setPen(QColor("#ffffff" if line.startswith("$ ") else "#b9c4be"))
    painter.drawText(edge, edge + number * high + metrics.ascent(), line)
painter.end()
assert image.save(sys.argv[1])
"""


class Terminal:
    """A technician who types into the terminal of one machine; each command has to end well, but for a doctor's."""

    def __init__(self, root: CleanRoot, pictures: Path) -> None:
        self.root = root
        self._pictures = pictures
        self._lines: list[str] = []

    def types(self, *words: str, user: str = "root", well: bool = True) -> str:
        """What came out; root's commands stand in the picture with the word that made them root's."""
        said = self.root.runs(*words, user=user, well=well)
        asked = " ".join(f'"{word}"' if " " in word else word for word in words)
        self._lines.append(f"$ {'sudo ' if user == 'root' else ''}{asked}")
        self._lines += _shown(said.splitlines())
        return said

    def installs(self, package: Path) -> None:
        """With what it depends on."""
        self.types(*INSTALL, self.root.brings(package))

    def keeps(self, title: str) -> None:
        """A picture of all that was typed since the last one."""
        lines, self._lines = self._lines, []
        self._pictures.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                sys.executable,
                "-c",
                _DRAW,
                str(self._pictures / f"install-{title}.png"),
                str(WIDTH_CHARACTERS),
            ],
            input="\n".join(lines),
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            text=True,
            check=True,
        )


def _shown(lines: Sequence[str]) -> list[str]:
    """As wide and as high as a window; what is left out is said."""
    parts = [
        line[start : start + WIDTH_CHARACTERS]
        for line in lines
        for start in range(0, max(1, len(line)), WIDTH_CHARACTERS)
    ]
    if len(parts) <= LINES_MAX:
        return parts
    half = LINES_MAX // 2
    left_out = f"    ... {len(parts) - 2 * half} lines ..."
    return [*parts[:half], left_out, *parts[-half:]]
