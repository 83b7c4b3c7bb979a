"""Card records knows what the core reads and writes of gift cards and credits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.card import CardKind


class CardState(StrEnum):
    """How a card stands: one that nobody issued yet may be used by a till that was offline when another sold it."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    UNDONE = "undone"
    UNKNOWN = "unknown"


class CardDeed(StrEnum):
    """What moves a card."""

    ISSUED = "issued"
    LOADED = "loaded"
    REDEEMED = "redeemed"
    REVERSED = "reversed"
    UNDONE = "undone"
    ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True)
class Card:
    """A card by the salted hash of its number."""

    card: str
    kind: CardKind
    currency: str
    state: CardState


@dataclass(frozen=True, slots=True)
class CustomerAccount:
    """Whose account a card is, and how much may be owed on it, in minor units; its worth is what is left of that."""

    customer: str
    card: str
    limit_minor: int


@dataclass(frozen=True, slots=True)
class CardMovement:
    """A difference to what a card is worth, in minor units, and what caused it."""

    card: str
    source: str
    deed: CardDeed
    amount_minor: int
    kind: CardKind
    currency: str
    reverses: str = ""
    note: str = ""
