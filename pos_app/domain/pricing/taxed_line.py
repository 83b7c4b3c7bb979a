"""Taxed line knows the figures of a line once its taxes are reckoned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaxPart:
    """One tax of a line, or of the document; `is_reverse` says that the customer reckons it himself."""

    code: str
    base_minor: int
    tax_minor: int
    is_reverse: bool = False


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """A line with its taxes: net and charged taxes make the total, in minor units."""

    net_minor: int
    taxes: tuple[TaxPart, ...]
    total_minor: int
