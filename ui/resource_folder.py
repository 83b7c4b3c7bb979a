"""Where the files that ship with the app lie: fonts, icons, sounds, translations."""

from pathlib import Path
from typing import Final

RESOURCES: Final = Path(__file__).resolve().parents[1] / "resources"
