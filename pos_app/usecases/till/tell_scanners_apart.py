"""Tell scanners apart knows how a register keeps which scanner types which sign before its codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.operations.devices import TELL_SCANNERS_APART
from pos_app.ports.changes import Changes
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class KnownScanners:
    """What the setting says from now on."""

    words: str
    changes: Changes = Changes.NONE


class TellScannersApart:
    """It counts at once and after the next start. Errors: NotAllowed, DiskFull, StorageBroken."""

    def __init__(self, session: Session, keep: Callable[[str], None]) -> None:
        self._session = session
        self._keep = keep

    def __call__(self, *, words: str) -> KnownScanners:
        """words: the setting of the scanners that type, as a whole."""
        self._session.require(TELL_SCANNERS_APART)
        self._keep(words)
        return KnownScanners(words)
