"""Own codes knows the words that the store's own labels begin with: badges, cards, orders and places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

SETTING = "code_prefixes"


class OwnKind(StrEnum):
    """What a label of the store can name."""

    BADGE = "badge"
    LOYALTY = "loyalty"
    PICKUP = "pickup"
    BIN = "bin"
    TOTE = "tote"
    STAGING = "staging"
    PIECE = "piece"


STANDARD = {
    OwnKind.BADGE: "OP-",
    OwnKind.LOYALTY: "LC-",
    OwnKind.PICKUP: "PU-",
    OwnKind.BIN: "BIN-",
    OwnKind.TOTE: "TOTE-",
    OwnKind.STAGING: "BAY-",
    OwnKind.PIECE: "PC-",
}


_CHANGEABLE = set(OwnKind) - {OwnKind.BADGE}


@dataclass(frozen=True, slots=True)
class OwnPrefixes:
    """The beginnings of one store, the longest first, so that none hides a longer one."""

    prefixes: tuple[tuple[str, OwnKind], ...]

    def kind_of(self, text: str) -> tuple[OwnKind, str] | None:
        """What a code names and what stands behind its beginning; None when it begins like none or ends there."""
        for prefix, kind in self.prefixes:
            if text.startswith(prefix) and len(text) > len(prefix):
                return kind, text[len(prefix) :]
        return None

    def write(self, kind: OwnKind, name: str) -> str:
        """What the label of a place, card or order carries."""
        return next(prefix for prefix, known in self.prefixes if known is kind) + name


@cache
def own_prefixes(text: str) -> OwnPrefixes:
    """The standard beginnings with those that a setting names as `kind=beginning`, apart by spaces.

    A beginning with nothing but digits would hide items and is passed over, as is what cannot be read. That of
    badges stays, for they sign people on before a device knows any setting.
    """
    chosen = dict(STANDARD)
    for word in text.split():
        kind, prefix = _read(word)
        if kind is not None:
            chosen[kind] = prefix
    longest_first = sorted(chosen.items(), key=lambda entry: -len(entry[1]))
    return OwnPrefixes(tuple((prefix, kind) for kind, prefix in longest_first))


def complaints(text: str) -> tuple[str, ...]:
    """The words of a setting that say no beginning, and those that say one twice."""
    words = text.split()
    wrong = [word for word in words if _read(word)[0] is None]
    prefixes = [prefix for prefix, _ in own_prefixes(text).prefixes]
    twice = {prefix for prefix in prefixes if prefixes.count(prefix) > 1}
    return (*wrong, *(word for word in words if word.partition("=")[2] in twice))


def _read(word: str) -> tuple[OwnKind | None, str]:
    name, _, prefix = word.partition("=")
    # a GS1 element string begins with digits, its symbology with "]", its printed form with "("
    if name not in _CHANGEABLE or not prefix.isprintable() or not prefix or prefix[0] in "](":
        return None, ""
    return (None, "") if prefix.isdigit() else (OwnKind(name), prefix)
