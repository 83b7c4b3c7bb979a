"""The card port: what this device knows of gift cards and credits; never their numbers."""

from __future__ import annotations

from typing import Protocol

from pos_app.domain.card import KnownCard


class Cards(Protocol):
    """Gift cards and credits by the salted hash of their numbers."""

    def find(self, card: str) -> KnownCard:
        """What is known of a card now."""
        ...

    def account_limit_minor(self, card: str) -> int | None:
        """How much may be owed on an account, by what it is called; None where there is none."""
        ...
