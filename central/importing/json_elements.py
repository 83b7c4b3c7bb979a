"""JSON elements knows at which line of a file each element of its lists stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Figures with a fraction stay texts: they are money or measures, and are read as such.
_DECODER = json.JSONDecoder(parse_float=str, parse_constant=str)
_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class Element:
    """One element: the name of the list or field that holds it (empty at the top), its line, and what it is."""

    name: str
    line: int
    value: Any


def elements(text: str) -> Iterator[Element]:
    """Every element of a top-level list, or of each field of a top-level object; ValueError for no JSON."""
    whole = json.loads(text)
    at = _skip(text, 0)
    if isinstance(whole, dict) and isinstance(whole.get("response"), dict):
        # a recorded exchange: what was answered counts
        at = text.index("{", text.index('"response"'))
    if text[at : at + 1] == "{":
        yield from _fields(text, at + 1)
    else:
        yield from _of_value("", text, at)[0]


def _fields(text: str, at: int) -> Iterator[Element]:
    at = _skip(text, at)
    while text[at : at + 1] == '"':
        name, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        found, at = _of_value(name, text, _skip(text, at + 1))
        yield from found
        at = _after_comma(text, at)


def _of_value(name: str, text: str, at: int) -> tuple[list[Element], int]:
    """The elements of a list, or the value itself, and where it ends."""
    if text[at : at + 1] != "[":
        value, end = _DECODER.raw_decode(text, at)
        return [Element(name, _line(text, at), value)], end
    found, line, seen = [], _line(text, at), at
    at = _skip(text, at + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        line, seen = line + text.count("\n", seen, at), at
        found.append(Element(name, line, value))
        at = _after_comma(text, end)
    return found, at + 1


def _after_comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at : at + 1] == "," else at


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None, "the pattern matches nothing, too"
    return match.end()


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
