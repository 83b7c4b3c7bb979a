"""Card messages knows what a device asks of a gift card or a credit while it is online."""

from __future__ import annotations

import msgspec


class CardQuestion(msgspec.Struct, frozen=True):
    """POST /v1/cards/ask: the number that was scanned, or what facts call the card; numbers are kept nowhere."""

    number: str = ""
    card: str = ""


class CardReply(msgspec.Struct, frozen=True):
    """What a card is: its name in facts, what it is worth in minor units, and whether it pays ("active")."""

    card: str
    kind: str
    currency: str
    state: str
    balance_minor: int
