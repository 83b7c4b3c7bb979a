"""Changes knows which parts of what screens show a step has touched; every screen reads the same flags."""

from __future__ import annotations

from enum import Flag, auto


class Changes(Flag):
    """What is different now; a screen re-reads what it shows of it."""

    NONE = 0
    BASKET = auto()
    OPERATOR = auto()
    TILL = auto()
    PRINTER = auto()
    SENDING = auto()
    CATALOGUE = auto()
    STOCK = auto()
    ORDERS = auto()
