"""Recent people knows who used this device last, so that their names come first at sign-on."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from pos_app.domain.ids import OperatorNumber
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically

KEPT = 24
FILE = "people.json"
logger = logging.getLogger(__name__)


class RecentPeople:
    """A comfort and no record: what cannot be read is forgotten, what cannot be written is let go."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def latest_first(self) -> tuple[OperatorNumber, ...]:
        """Numbers of people, the last one first."""
        try:
            numbers = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ()
        if not isinstance(numbers, list):
            return ()
        return tuple(OperatorNumber(number) for number in numbers if isinstance(number, str))

    def used_by(self, number: OperatorNumber) -> None:
        """Somebody works here now."""
        others = [other for other in self.latest_first() if other != number]
        content = json.dumps([number, *others][:KEPT]).encode()
        try:
            write_atomically(self._path, content, OWNER_ONLY)
        except OSError as error:
            logger.warning("people: %s", error)
