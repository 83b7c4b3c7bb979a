"""Promotion buyer knows by which name feeds say who used a promotion, or bought something, and name nobody."""

from __future__ import annotations

import hashlib
import hmac

# What the document of a past sale calls this name, made with the sale's id in the place of a promotion.
BUYER = "buyer"
# Of all customers together.
EVERY_BUYER = ""


def buyer_name(customer: str, promotion: str, salt: str) -> str:
    """Nobody can tell from it who it is, or that a buyer of another promotion is the same person.

    salt: that of the chain's cards, which all of its devices have; "" for a sale of nobody known.
    """
    if not customer:
        return EVERY_BUYER
    told = f"promotion\n{promotion}\n{customer}".encode()
    return hmac.new(salt.encode(), told, hashlib.sha256).hexdigest()
