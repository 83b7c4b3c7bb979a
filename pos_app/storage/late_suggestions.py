"""Late suggestions stand in for the reading of neighbours until a basket has rested for the first time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pos_app.domain.mentions import MENTIONED, Occasion
from pos_app.files.database import Connection
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.late import load
from pos_app.ports.replica import Catalogue
from pos_app.ports.suggestions import Suggestions
from pos_app.storage.replica_files import ReplicaFiles

if TYPE_CHECKING:
    from pos_app.domain.upsell import Suggestion


class LateSuggestions:
    """Neither sign-on nor scan waits for what scores suggestions."""

    def __init__(
        self,
        connection: Connection,
        files: ReplicaFiles,
        catalogue: Catalogue,
        customers: CustomerDirectory,
    ) -> None:
        self._told = (connection, files, catalogue, customers)

    def suggest(self, occasion: Occasion, limit: int = MENTIONED) -> tuple[Suggestion, ...]:
        """The best first; none before there is a catalogue."""
        return self._suggestions.suggest(occasion, limit)

    @cached_property
    def _suggestions(self) -> Suggestions:
        made: Suggestions = load("suggestions")(*self._told)
        return made
