"""Label document knows what stands where on a label or slip: words, bars and rules, in tenths of a millimetre."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BarsKind(StrEnum):
    """Which bars hold a text."""

    CODE_128 = "code_128"
    # Code 128 that announces GS1 data
    GS1_128 = "gs1_128"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; height: of a capital and what hangs below it; what is too long for `width` is cut."""

    left: int
    top: int
    height: int
    text: str
    width: int = 960


@dataclass(frozen=True, slots=True)
class Bars:
    """A code; module: the width of its narrowest bar in thousandths of a millimetre."""

    left: int
    top: int
    height: int
    data: str
    kind: BarsKind
    module_um: int = 375


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from side to side."""

    left: int
    top: int
    width: int
    height: int = 4


@dataclass(frozen=True, slots=True)
class LabelDocument:
    """One label of that size in tenths of a millimetre; name: what it is kept under."""

    name: str
    width: int
    height: int
    parts: tuple[Words | Bars | Rule, ...]
