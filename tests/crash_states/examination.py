"""What has to hold on every disk that a power cut left: whole files, nothing acknowledged missing, nothing half."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pos_app.files.database import DatabaseError, Durability
from pos_app.ports.faults import Fault
from tests.crash_states.counting import count_states
from tests.crash_states.disk import Image
from tests.crash_states.machine import (
    Committed,
    Committing,
    Content,
    OfOpenBasket,
    content_of,
    insert,
)
from tests.crash_states.power_cut import CrashState
from tests.crash_states.sqlite_on_disk import DiskConnection

# Where files are watched, the program is started on each content with words not seen before, and now and then
# on one that was; without, on each disk.
STARTS_EVERY = 25

Said = tuple[object, ...]
Restart = Callable[[Said], None]


class Lost(AssertionError):
    """A disk on which something is missing, half or broken."""


@dataclass
class Examined:
    """How much was looked at, so that a test that looks at nothing cannot pass."""

    states: int = 0
    starts: int = 0
    unlike: set[int] = field(default_factory=set, repr=False)


def examine(
    states: Iterable[CrashState], files: dict[str, Durability], restart: Restart, before: Image
) -> Examined:
    """Look into each watched file, then start the program. Errors: Lost, with the state that shows it."""
    examined = Examined()
    begun = {file: _content(before, file) for file in files}
    seen: set[tuple[object, ...]] = set()
    for state in states:
        owed = _owed(state)
        likeness = hash((*sorted(state.image.items()), len(owed)))
        if likeness in examined.unlike:
            continue
        examined.unlike.add(likeness)
        examined.states += 1
        contents = []
        for file, durability in files.items():
            content = _content(state.image, file)
            contents.append(content)
            if content.of_all not in _possible(state.said, file, durability, begun[file]):
                message = f"{file} holds what no commit left there: {_where(state)}"
                raise Lost(message)
        key = (len(owed), *contents)
        if not files or key not in seen or examined.states % STARTS_EVERY == 0:
            seen.add(key)
            examined.starts += 1
            insert(state.image).is_witnessed = False
            try:
                restart(owed)
            except (AssertionError, Fault, DatabaseError) as error:
                raise Lost(_where(state)) from error
    count_states(examined.states)
    return examined


def _content(image: Image, file: str) -> Content:
    insert(image)
    connection = DiskConnection(file)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            message = f"{file} is damaged: {found}"
            raise Lost(message)
        return content_of(connection)
    except DatabaseError as error:
        message = f"{file} cannot be read"
        raise Lost(message) from error
    finally:
        connection.close()


def _possible(said: Said, file: str, durability: Durability, begun: Content) -> set[str]:
    """Any commit since the last one that was forced, or one that was under way.

    FULL: who changed more than the open basket had to force it. Else none had to.
    """
    last, settled, under_way = begun, {begun.of_all}, set[str]()
    for what in said:
        if isinstance(what, Committing) and what.file == file:
            under_way.add(what.content.of_all)
        elif isinstance(what, Committed) and what.file == file:
            if durability is Durability.FULL and what.content.of_lasting != last.of_lasting:
                settled.clear()
            last = what.content
            settled.add(last.of_all)
            under_way.clear()
    return settled | under_way


def _owed(state: CrashState) -> Said:
    """What has to be there still: all that was shown, but after a power cut not the newest of an open basket."""
    if state.is_as_seen:
        return state.said
    forced, lasting = 0, dict[str, str]()
    for place, what in enumerate(state.said):
        if isinstance(what, Committed):
            if lasting.get(what.file) != what.content.of_lasting:
                forced = place
            lasting[what.file] = what.content.of_lasting
    return tuple(
        what
        for place, what in enumerate(state.said)
        if place < forced or not isinstance(what, OfOpenBasket)
    )


def _where(state: CrashState) -> str:
    last = [what for what in state.said if not isinstance(what, Committing | Committed)][-3:]
    return f"operation {state.after_operation}, unsynced {state.unsynced.value}, last said {last}"
