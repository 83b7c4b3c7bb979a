"""A torn box: the cashier takes something off, the manager more, and head office's books have it to the penny."""

from __future__ import annotations

import json

from pos_app.domain.facts import FactKind
from storeday.shop import ANNA, CAKE_STAND, CARLA, OAT_DRINK
from tests.stories.world import Shop, differences

DISCOUNT = "Discount, or another price"


def test_half_price_for_a_torn_box_with_the_managers_badge_and_no_line(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    store.goes_offline()
    cashier.scans(CAKE_STAND)
    cashier.touches(DISCOUNT, "−50%", "Damaged")
    cashier.is_told("£12.75 → £6.37 (−50%)")
    cashier.shows_badge(CARLA)
    cashier.owes("£6.37")
    cashier.scans(OAT_DRINK)
    cashier.touches(DISCOUNT, "The whole sale", "Amount off")
    cashier.hands.keys_in("50")
    cashier.touches("Take this amount", "Goodwill")
    cashier.owes("£7.82")
    cashier.pays()
    [approved] = store.facts(FactKind.OPERATION_APPROVED)
    assert json.loads(approved.body)["by"] == CARLA.number
    [sale] = store.facts(FactKind.SALE_COMPLETED)
    assert approved.origin.operator == sale.origin.operator == ANNA.number
    assert json.loads(sale.body)["lines"][0]["by_hand"]["approved_by"] == CARLA.number
    store.comes_back()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert differences(store.books()) == {}
