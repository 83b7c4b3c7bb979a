"""Mutants of copies knows bugs in what is done with old, doubled and damaged files: each is planted, and found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import central.core.epochs
import central.witness
import pos_app.storage.opening
import pos_app.storage.salvage
from central.storage.sql_journals import SqlJournals
from pos_app.domain.facts import Body
from pos_app.files.database import Connection, Durability, open_writer
from pos_app.storage.housekeeping import Housekeeping
from sync.replica import FeedReplica
from sync.wire.messages import BootReply
from tests.simulation.patching import patched
from tests.simulation.planting import Mutant, put


def _begins_nothing(*_arguments: object) -> bool:
    return False


@contextmanager
def _same_epoch_for_ever() -> Iterator[None]:
    """Neither the witness nor a device moves a restored centre to another epoch."""
    with (
        patched(central.witness, "begin_anew", _begins_nothing),
        patched(central.core.epochs, "begin_anew", _begins_nothing),
    ):
        yield


def _none_decided(*_arguments: object) -> set[str]:
    """Each chain is a world of its own: what came in another is not asked."""
    return set()


_reason = pos_app.storage.opening._reason_to_begin


def _goes_on(*arguments: Any) -> str | None:
    """A journal that knows less than the centre goes on where it stands."""
    reason = _reason(*arguments)
    return None if reason == pos_app.storage.opening.RESTORED else reason


_switch = FeedReplica._switch


def _renamed_over(self: FeedReplica, building: Connection, boot: BootReply) -> None:
    """The new generation takes the name of the one that programs have open."""
    before, path = self.generation, self.folder.replica(self.kind, self._next)
    _switch(self, building, boot)
    if self._retired is not None and self._current is not None:
        self._current.close()
        here = self.folder.replica(self.kind, before)
        path.replace(here)
        self.generation = before
        self._current = open_writer(here, self._key, Durability.NORMAL)


def _own_time(self: Housekeeping) -> int | None:
    """The time now, as this device believes it."""
    offset_ms = self._offset.milliseconds
    return None if offset_ms is None else self._clock.read().wall_us + offset_ms * 1_000


def _nothing_is_lost(*_arguments: object) -> list[Body]:
    return []


MUTANTS_OF_COPIES = (
    Mutant("a restored centre begins no new epoch", _same_epoch_for_ever, 1),
    Mutant("a fact counts in each chain", put(SqlJournals, "decided", _none_decided), 33),
    Mutant(
        "an old journal goes on",
        put(pos_app.storage.opening, "_reason_to_begin", _goes_on),
        9,
    ),
    Mutant("a generation is renamed over another", put(FeedReplica, "_switch", _renamed_over), 1),
    Mutant(
        "lets go by its own clock",
        put(Housekeeping, "_centre_time_at_last_contact", _own_time),
        14,
    ),
    Mutant(
        "a salvage tells of no loss",
        put(pos_app.storage.salvage.Remains, "lost", _nothing_is_lost),
        21,
    ),
)
