"""A promotion is read from its document, and of a wrong one it is said where and why."""

import pytest

from pos_app.domain.pricing.promotion import (
    BasketOffer,
    Off,
    OffKind,
    SetOffer,
    Slot,
    Step,
    UnitOffer,
)
from pos_app.domain.pricing.promotion_reading import read_promotion
from pos_app.domain.pricing.reading import BadDocument

PLAIN = {"id": "P", "kind": "percent_off", "percent": "12.5", "goods": {"items": ["A"]}}


def test_the_kinds_become_offers() -> None:
    assert read_promotion(PLAIN).offer == UnitOffer((Step(Off(OffKind.PERCENT, 125_000)),))
    taken = read_promotion({"id": "P", "kind": "n_for_m", "take": 3, "pay": 2}).offer
    assert isinstance(taken, SetOffer)
    assert (taken.pieces, taken.cheapest, taken.off.value) == (3, 1, 1_000_000)
    steps = [{"spend_minor": 500, "amount_minor": 50}, {"spend_minor": 200, "amount_minor": 10}]
    basket = read_promotion({"id": "P", "kind": "basket_amount_off", "steps": steps}).offer
    assert isinstance(basket, BasketOffer)
    assert [step.from_spend_minor for step in basket.steps] == [200, 500]


def test_what_one_gets_without_goods_is_the_cheapest_of_what_one_buys() -> None:
    document = {"id": "P", "kind": "buy_get", "buy": {"pieces": 2}, "get": {}, "percent": 50}
    offer = read_promotion(document).offer
    assert isinstance(offer, SetOffer)
    assert (offer.pieces, offer.cheapest) == (3, 1)
    document["get"] = {"goods": {"items": ["B"]}}
    offer = read_promotion(document).offer
    assert isinstance(offer, SetOffer)
    assert [(slot.pieces, slot.reduced) for slot in offer.slots] == [(2, False), (1, True)]
    assert isinstance(offer.slots[0], Slot)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"id": ""}, "promotion.id"),
        ({"kind": "gift"}, "promotion.kind"),
        ({"percent": 0.5}, "promotion.percent"),
        ({"percent": "101"}, "promotion.percent"),
        ({"percent": "1.23456"}, "promotion.percent"),
        ({"percnt": "1"}, "promotion.percnt"),
        ({"pay": 2}, "promotion.pay"),
        ({"goods": {"items": [1]}}, "promotion.goods.items[0]"),
        ({"goods": "A"}, "promotion.goods"),
        ({"valid": {"from": "2026-02-30"}}, "promotion.valid.from"),
        ({"valid": {"weekdays": [0]}}, "promotion.valid.weekdays[0]"),
        ({"valid": {"hours": ["18:00-16:00"]}}, "promotion.valid.hours[0]"),
        ({"needs": [{}]}, "promotion.needs[0]"),
        ({"limits": {"uses": 0}}, "promotion.limits.uses"),
        ({"limits": {"per_coupon": 1}}, "promotion.limits.per_coupon"),
        ({"steps": [{"pieces": 2, "percent": 5}]}, "promotion.percent"),
        ({"priority": True}, "promotion.priority"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, object], path: str) -> None:
    with pytest.raises(BadDocument) as error:
        read_promotion({**PLAIN, **changes})
    assert error.value.path == path
    assert error.value.reason


def test_a_document_that_is_no_object_is_refused() -> None:
    with pytest.raises(BadDocument, match="promotions\\[3\\]: is an object"):
        read_promotion([], "promotions[3]")
