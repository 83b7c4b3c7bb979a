"""Recall knows under which name of a store's settings stands what the maker has called back."""

from __future__ import annotations

from dataclasses import dataclass

_NAME = "recall"


def recall_setting(gtin: str, lot: str = "") -> str:
    """The name for one lot of a 14-digit number, or for all of it; an empty value says that it is lifted."""
    return "/".join(part for part in (_NAME, gtin, lot) if part)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the maker has called back; is_part: it lies in a kit."""

    name: str
    is_part: bool
