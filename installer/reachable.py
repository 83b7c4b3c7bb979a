"""Reachable knows which libraries are asked for by a program's own modules, so that no others are shipped."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

# Where it goes, where it comes from, what kind it is: as PyInstaller lists a file.
Entry = tuple[str, str, str]
_EXTENSION = "EXTENSION"
_LINK = "SYMLINK"
_PLUGINS = "Qt/plugins/"


def reachable(
    entries: Iterable[Entry],
    is_wanted: Callable[[str], bool],
    asks_for: Callable[[str], Iterable[tuple[str, str | None]]],
) -> list[Entry]:
    """Extension modules, wanted plugins and all that these load, in the order of their places.

    asks_for gives name and path of each library that a file is linked to.
    """
    files = [entry for entry in entries if is_wanted(entry[0])]
    by_name = {Path(place).name: (place, source, kind) for place, source, kind in files}
    by_source = {Path(source).resolve(): (place, source, kind) for place, source, kind in files}
    waiting = [entry for entry in files if _is_root(entry)]
    kept: dict[str, Entry] = {}
    while waiting:
        entry = waiting.pop()
        if entry[0] in kept:
            continue
        kept[entry[0]] = entry
        for name, path in asks_for(entry[1]):
            found = by_source.get(Path(path).resolve()) if path else None
            found = found or by_name.get(name)
            if found is not None:
                waiting.append(found)
    return sorted(kept.values())


def leading_to(kept: Iterable[Entry], entries: Iterable[Entry]) -> list[Entry]:
    """All but links to what was not kept."""
    places = {place for place, _, _ in kept}
    return [entry for entry in entries if entry[2] != _LINK or _target(entry) in places]


def _is_root(entry: Sequence[str]) -> bool:
    place, _, kind = entry
    return kind == _EXTENSION or _PLUGINS in place or Path(place).name.startswith("libpython")


def _target(entry: Entry) -> str:
    place, target, _ = entry
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), target))
