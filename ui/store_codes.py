"""Store codes knows what the labels of this store begin with; head office may change it while the till is open."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain import own_codes
from pos_app.domain.scan import STANDARD_RULES, CodeRules
from pos_app.ports.changes import Changes
from ui.application import Application
from ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Read:
    """What the setting says now."""

    prefixes: str
    changes: Changes = Changes.NONE


class StoreCodes:
    """The rules by which the kind of a code is told; read on the store's thread, when they may have changed."""

    def __init__(self, application: Application, desk: Desk) -> None:
        self._application = application
        self._desk = desk
        self._rules = STANDARD_RULES

    def rules(self) -> CodeRules:
        """What counts now; badges begin as ever, so that somebody can sign on first."""
        return self._rules

    def changes_heard(self, changes: Changes) -> None:
        """Somebody signed on, or head office sent something."""
        if changes & (Changes.OPERATOR | Changes.CATALOGUE):
            self._desk.runner.run(self._read, self._was_read)

    def _read(self) -> _Read:
        return _Read(self._application.configuration.text(own_codes.SETTING))

    def _was_read(self, read: _Read) -> None:
        self._rules = CodeRules.of(prefixes=read.prefixes)
