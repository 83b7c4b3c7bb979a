"""What a buyer shows who brings goods back."""

from __future__ import annotations

from uuid import UUID

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.scan import gift_receipt_code, receipt_code
from tests.stories.world import Shop


def newest_receipt(store: Shop) -> str:
    """The code on the newest receipt."""
    sale = store.facts(FactKind.SALE_COMPLETED)[-1]
    return receipt_code(UUID(hex=str(read_body(sale)["sale_id"])))


def first_receipt(store: Shop) -> str:
    """The code on the receipt of the day's first sale."""
    sale = store.facts(FactKind.SALE_COMPLETED)[0]
    return receipt_code(UUID(hex=str(read_body(sale)["sale_id"])))


def newest_gift_receipt(store: Shop) -> str:
    """The code on the newest paper without prices."""
    sale = store.facts(FactKind.SALE_COMPLETED)[-1]
    return gift_receipt_code(UUID(hex=str(read_body(sale)["sale_id"])))


def papers_say(store: Shop, word: str) -> list[str]:
    """The lines with this word on all papers that were printed into the register's folder, in their order."""
    papers = sorted(store.register.receipts.glob("*.txt"))
    lines = [line for paper in papers for line in paper.read_text(encoding="utf-8").splitlines()]
    return [line.strip() for line in lines if word in line]
