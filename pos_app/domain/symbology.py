"""Symbology knows the three characters that a scanner may send first, and whether GS1 data follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pos_app.domain.gs1 import is_gtin

# ISO/IEC 15424: "]", the symbology, and how the symbol was made or read.
_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)")
_NAMES = {
    "A": "Code 39",
    "C": "Code 128",
    "E": "EAN/UPC",
    "F": "Codabar",
    "G": "Code 93",
    "I": "Interleaved 2 of 5",
    "J": "DotCode",
    "L": "PDF417",
    "Q": "QR Code",
    "U": "MaxiCode",
    "X": "other",
    "d": "Data Matrix",
    "e": "GS1 DataBar",
    "z": "Aztec Code",
}
# GS1 General Specifications 7.8, table of symbology identifiers that announce element strings.
GS1_IDENTIFIERS = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"})
_WITH_ADD_ON = "]E3"
_DIGITS_BEFORE_ADD_ON = (13, 12)
# Whose numbers have so many digits; 14 stand on bars and squares of several kinds.
_EAN_LENGTHS = (8, 12, 13)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scanner sent: the data, and what it said of the symbol, "" when it says nothing."""

    data: str
    identifier: str = ""

    @property
    def announces_elements(self) -> bool:
        """Whether the symbol was made as a GS1 one."""
        return self.identifier in GS1_IDENTIFIERS

    @property
    def name(self) -> str:
        """The symbology in the field's words, "" when nobody said it."""
        return _NAMES.get(self.identifier[1:2], "")


def symbology_of(text: str) -> str:
    """The symbology in the field's words: what the scanner said, else what the number's form implies, else ""."""
    reading = reading_of(text.strip())
    if reading.name:
        return reading.name
    return _NAMES["E"] if len(reading.data) in _EAN_LENGTHS and is_gtin(reading.data) else ""


def reading_of(text: str) -> Reading:
    """Take off the symbology identifier; of a magazine's bars the issue behind its number is left away."""
    if not text.startswith("]") or _IDENTIFIER.match(text) is None or text[1] not in _NAMES:
        return Reading(text)
    identifier, data = text[:3], text[3:]
    if identifier == _WITH_ADD_ON and data.isdigit():
        length = next((each for each in _DIGITS_BEFORE_ADD_ON if len(data) - each in (2, 5)), None)
        data = data[:length]
    return Reading(data, identifier)
