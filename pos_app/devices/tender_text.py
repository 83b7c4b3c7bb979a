"""Tender text knows what means of payment are called on paper."""

from __future__ import annotations

from pos_app.domain.tender import TenderKind

_TENDER_NAMES = {
    TenderKind.CASH: "Cash",
    TenderKind.CARD: "Card",
    TenderKind.CARD_ALONE: "Card",
    TenderKind.GIFT_CARD: "Gift card",
    TenderKind.STORE_CREDIT: "Store credit",
    TenderKind.EXCHANGE: "Exchange",
    TenderKind.ROUNDING: "Rounding",
    TenderKind.POINTS: "Points",
    TenderKind.ACCOUNT: "On account",
    TenderKind.FOREIGN_CASH: "Foreign notes",
    TenderKind.ONLINE: "Online",
}


def tender_name(kind: TenderKind) -> str:
    """What a tender is called on paper."""
    return _TENDER_NAMES[kind]
