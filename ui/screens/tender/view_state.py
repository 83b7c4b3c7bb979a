"""What the tender screen shows, every string already formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TenderState:
    """What is to pay and what was typed; `offers` are key and words of the likely notes."""

    to_pay: str
    given: str
    balance_caption: str
    balance: str
    offers: tuple[tuple[str, str], ...]
    primary: str
    can_pay: bool
    busy: bool = False
