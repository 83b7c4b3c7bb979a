"""Text layout knows how lines are set on paper of 42 columns: at both edges, in the middle, wrapped."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pos_app.domain.receipt import StoreHeading

COLUMNS = 42
INDENT = "  "


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of at most 42 characters; `strong` is for what must be found at a glance."""

    text: str
    strong: bool = False


def heading_lines(heading: StoreHeading) -> Iterator[TextLine]:
    """The shop's own lines in the middle of the paper."""
    for part in textwrap.wrap(clean(heading.name), COLUMNS):
        yield centred(part, strong=True)
    tax_number = (f"VAT no. {heading.tax_number}",) if heading.tax_number else ()
    for line in (*heading.address, *tax_number):
        for part in textwrap.wrap(clean(line), COLUMNS):
            yield centred(part)


def pair(left: str, right: str, strong: bool = False) -> Iterator[TextLine]:
    """Left and right on one line, or the right one below, at the same edge."""
    if len(left) + 1 + len(right) <= COLUMNS:
        yield TextLine(left + right.rjust(COLUMNS - len(left)), strong)
        return
    for part in textwrap.wrap(left, COLUMNS):
        yield TextLine(part, strong)
    yield TextLine(right.rjust(COLUMNS), strong)


def wrapped(text: str) -> Iterator[TextLine]:
    """Text over as many lines as it needs."""
    for part in textwrap.wrap(text, COLUMNS):
        yield TextLine(part)


def centred(text: str, strong: bool = False) -> TextLine:
    """Text in the middle."""
    return TextLine(text.center(COLUMNS).rstrip(), strong)


def rule() -> TextLine:
    """A line across the paper."""
    return TextLine("-" * COLUMNS)


def first_name(name: str) -> str:
    """What a shopper may know of an operator."""
    return clean(name).split(" ")[0]


def clean(text: str) -> str:
    """Text of one column a character: no control characters, which a printer would obey, and no doubled spaces."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split())
