"""What a buyer shows who brings goods back."""

from __future__ import annotations

import json
from uuid import UUID

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.scan import gift_receipt_code, receipt_code
from storeday.shop import Product
from tests.stories.world import Shop


def newest_receipt(store: Shop) -> str:
    """The code on the newest receipt."""
    sale = store.facts(FactKind.SALE_COMPLETED)[-1]
    return receipt_code(UUID(hex=str(read_body(sale)["sale_id"])))


def first_receipt(store: Shop) -> str:
    """The code on the receipt of the day's first sale."""
    sale = store.facts(FactKind.SALE_COMPLETED)[0]
    return receipt_code(UUID(hex=str(read_body(sale)["sale_id"])))


def gift_receipt_of(store: Shop, product: Product) -> str:
    """The code on the gift receipt of the newest sale that has the product in it and of which nothing came back."""
    kinds = (FactKind.SALE_RETURNED, FactKind.SALE_VOIDED)
    back = {read_body(fact)["sale_id"] for kind in kinds for fact in store.facts(kind)}
    sales = [read_body(fact) for fact in store.facts(FactKind.SALE_COMPLETED)]
    here = [
        sale
        for sale in sales
        if sale["sale_id"] not in back and product.name in json.dumps(sale["lines"])
    ]
    return gift_receipt_code(UUID(hex=str(here[-1]["sale_id"])))
