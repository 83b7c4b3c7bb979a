"""Digital Link knows how a web address of any domain carries GS1 elements, and which one is too short to be read."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from pos_app.domain.application_identifiers import identifier
from pos_app.domain.element_string import (
    Element,
    Elements,
    Misreading,
    Problem,
    checked,
)
from pos_app.domain.gs1 import GTIN_DIGITS, GTIN_LENGTHS, is_gtin, normalise_gtin

GTIN = "01"
_SCHEMES = ("http://", "https://")
# The GTIN of a compressed link is a number of 47 bits behind one byte, which is its identifier or stands for the
# GTIN with the most usual others; ten characters of base64 hold both.
_BASE64 = re.compile(r"[A-Za-z0-9_-]{10,}")
_GTIN_CHARACTERS, _GTIN_BYTES, _GTIN_BITS = 10, 7, 47
_COMPRESSED_FIRST_BYTES = frozenset({0x01, *range(0x0A, 0x10), *range(0x1A, 0x20)})


def is_link(text: str) -> bool:
    """Whether a code is a web address at all."""
    return text[:8].lower().startswith(_SCHEMES)


def read_link(text: str) -> Elements | Misreading | None:
    """The elements of a web address, None when it carries none and is just an address."""
    try:
        address = urlsplit(text)
    except ValueError:
        return None
    parts = address.path.rstrip("/").split("/")
    start = _key_place(parts)
    if start is None:
        return Misreading(Problem.COMPRESSED_LINK) if _is_compressed(parts) else None
    path = _path_elements([unquote(part) for part in parts[start:]])
    if isinstance(path, Misreading):
        return path
    asked = tuple(
        Element(name, value)
        for name, value in parse_qsl(address.query.replace(";", "&"))
        if _is_attribute(name)
    )
    return checked((*path, *asked))


def write_link(elements: Elements, domain: str = "id.gs1.org") -> str:
    """The address that carries these elements: the key, its qualifiers in their order, the rest as a query.

    Errors: ValueError without a key, or with an element that no link may hold.
    """
    key = next((each for each in elements if _link_key(each.identifier) is not None), None)
    if key is None:
        message = "a Digital Link needs a key, as (01) or (00)"
        raise ValueError(message)
    there = {element.identifier: element for element in elements}
    orders = _link_key(key.identifier) or ()
    best = max(orders, key=lambda order: sum(number in there for number in order), default=())
    in_path = [key, *(there[number] for number in best if number in there)]
    path = "/".join(f"{each.identifier}/{quote(each.value, safe='')}" for each in in_path)
    asked = [each for each in elements if each not in in_path]
    for each in asked:
        if not _is_attribute(each.identifier):
            message = f"({each.identifier}) has no place in this Digital Link"
            raise ValueError(message)
    query = "&".join(f"{each.identifier}={quote(each.value, safe='')}" for each in asked)
    return f"https://{domain}/{path}" + (f"?{query}" if query else "")


def _key_place(parts: list[str]) -> int | None:
    """Where the key of the path stands with its data behind it; a shop may have folders before it."""
    return next(
        (
            place
            for place, (number, value) in enumerate(pairwise(parts))
            if value and _link_key(number) is not None
        ),
        None,
    )


def _path_elements(parts: list[str]) -> Elements | Misreading:
    numbers, values = parts[::2], parts[1::2]
    if len(numbers) != len(values):
        is_short = _BASE64.fullmatch(numbers[-1]) is not None
        return Misreading(Problem.COMPRESSED_LINK if is_short else Problem.BAD_VALUE)
    qualifiers = numbers[1:]
    for number in qualifiers:
        if identifier(number) is None:
            return Misreading(Problem.UNKNOWN_IDENTIFIER, number)
    orders = _link_key(numbers[0]) or ()
    if all(qualifiers != [each for each in order if each in qualifiers] for order in orders):
        return Misreading(Problem.CONTRADICTION, qualifiers[-1])
    return tuple(
        Element(number, _padded(number, value))
        for number, value in zip(numbers, values, strict=True)
    )


def _padded(number: str, value: str) -> str:
    """A GTIN in its 14 digits, though older links may hold a shorter one."""
    shorter = number == GTIN and value.isdigit() and len(value) in GTIN_LENGTHS
    return normalise_gtin(value) if shorter else value


def _is_attribute(name: str) -> bool:
    known = identifier(name)
    return known is not None and (known.is_link_attribute or known.link_key is not None)


def _link_key(number: str) -> tuple[tuple[str, ...], ...] | None:
    known = identifier(number)
    return None if known is None else known.link_key


def _is_compressed(parts: list[str]) -> bool:
    """Whether the end of the path is a GTIN in the compressed form; its check digit tells it from a word."""
    last = parts[-1]
    if _BASE64.fullmatch(last) is None:
        return False
    first, *raw = base64.urlsafe_b64decode(last[:_GTIN_CHARACTERS] + "==")
    if first not in _COMPRESSED_FIRST_BYTES:
        return False
    number = int.from_bytes(raw) >> (8 * (_GTIN_BYTES - 1) - _GTIN_BITS)
    return is_gtin(str(number).zfill(GTIN_DIGITS))
