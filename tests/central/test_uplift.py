"""What suggestions changed is said with how sure it is, and not at all from a few sales."""

import random

from central.centre import Centre
from central.recommend.uplift import MentionedSale, mentioned_orders, mentioned_sales, uplift
from pos_app.domain.facts import FactDraft, FactKind, read_body
from tests.central.head_office import HeadOffice


def _sales(count: int, held_out: bool, share: float, seed: int) -> list[MentionedSale]:
    dice = random.Random(seed)
    return [
        MentionedSale(held_out, False, dice.random() < share, dice.randint(500, 5_000))
        for _ in range(count)
    ]


def test_a_true_difference_lies_within_its_bounds() -> None:
    found = uplift([*_sales(4_000, False, 0.20, 1), *_sales(1_000, True, 0.10, 2)])
    assert (found.heard, found.held_out) == (4_000, 1_000)
    assert found.took is not None and found.took.low < 0.10 < found.took.high
    assert found.took.low > 0, "sure enough to say that it helps"
    assert found.spent_minor is not None
    assert found.spent_minor.low < 0 < found.spent_minor.high, "nothing was changed there"
    assert "points (95 %:" in "\n".join(found.lines())


def test_of_a_few_sales_nothing_is_said() -> None:
    found = uplift([*_sales(500, False, 0.5, 1), *_sales(29, True, 0.5, 2)])
    assert found.took is None
    assert found.lines()[-1] == "Too few to say more: each group needs 30 sales."


def test_sales_are_read_with_what_was_mentioned_in_them(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    for item, what in ((1, "shown"), (2, "accepted"), (3, "held_out")):
        sale = read_body(register.sells(item))
        said = {
            "item_id": 3 if what == "held_out" else 2,
            "what": what,
            "reason": "bought_together",
        }
        body = {"sale_id": sale["sale_id"], "suggestions": [said]}
        register.says(FactDraft(FactKind.SUGGESTION, body))
    for number, what in enumerate(("", "shown", "accepted", "held_out")):
        said = {"item_id": 2, "what": what, "reason": "bought_together"}
        at_counter: dict[str, object] = {
            "order_number": f"O-{number}",
            "suggestions": [said] if what else [],
        }
        register.says(FactDraft(FactKind.SUGGESTION, at_counter))
    register.sends()
    read = centre.query(lambda connection: mentioned_sales(connection, 0, register.unit))
    told = sorted((sale.held_out, sale.accepted, sale.took) for sale in read)
    assert told == [(False, False, False), (False, True, True), (True, False, True)]
    assert centre.query(lambda connection: mentioned_sales(connection, 2**62)) == []
    counters = centre.query(lambda connection: mentioned_orders(connection, 0, register.unit))
    assert (counters.heard, counters.held_out, counters.accepted) == (2, 1, 1)
    assert "Accepted by 1 of those who heard" in " ".join(counters.lines())
    nobody = centre.query(lambda connection: mentioned_orders(connection, 2**62))
    assert nobody.lines() == []
    assert {status for status, _ in office.receipts(register.unit).values()} == {"applied"}
