"""Export facts: what waits for head office goes into a file that a person can carry there."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.facts import FactKind
from pos_app.domain.facts_file import FactsFile, write_facts_file
from pos_app.domain.ids import DeviceId
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Clock
from pos_app.ports.replica import UnsentFacts


@dataclass(frozen=True, slots=True)
class ExportedFacts:
    """The content of the file, and what is in it."""

    content: bytes
    fact_count: int
    sale_count: int
    record_count: int
    changes: Changes = Changes.NONE


class ExportFacts:
    """Write down what the centre does not have; all of it goes on waiting, and sending it later is harmless."""

    def __init__(self, unsent: UnsentFacts, clock: Clock, device_id: DeviceId, key: bytes) -> None:
        self._unsent = unsent
        self._clock = clock
        self._device_id = device_id
        self._key = key

    def __call__(self) -> ExportedFacts:
        """All of them, oldest first."""
        facts, records = self._unsent.all(), self._unsent.records()
        file = FactsFile(self._device_id, self._clock.read().wall_us, facts, records)
        sales = sum(fact.kind == FactKind.SALE_COMPLETED for fact in facts)
        return ExportedFacts(write_facts_file(file, self._key), len(facts), sales, len(records))
