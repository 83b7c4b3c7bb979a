"""Head office sees by store and day what was allowed, refused, undone and priced by hand, and nothing else."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from central.centre import Centre
from central.core.card_desk import Deed, NewCard, adjust_card, issue_card
from central.storage.message_rows import DAY_US
from central.storage.watched_rows import ALWAYS, CARD_ADJUSTED, MARKED, watched
from central.watched_page import TITLES, watched_lines
from pos_app.domain.card import CardKind
from pos_app.domain.facts import FactDraft
from tests.central.head_office import DAY, HeadOffice
from tests.central.test_cards import new_card
from tests.central.test_returns import brings_back, undoes


def test_a_day_is_looked_over(centre: Centre, office: HeadOffice) -> None:
    register, other = office.register(), office.register()
    plain = register.sells(1)
    told: dict[str, object] = {"reason": "hour", "name": "Red wine", "limit": "08:00"}
    refused = register.says(FactDraft("sale_refused", told))
    line = {"item_id": 1, "quantity_milli": 1000, "amount_minor": 5, "price_modification": {}}
    cheaper = register.sells(1, lines=[{**line, "by_hand": {"reason": "damaged"}}], total_minor=5)
    brings_back(register, plain)
    allowed = brings_back(register, register.sells(1), allowed_by="13")
    undone = undoes(register, register.sells(1))
    other.says(FactDraft("drawer_opened", {"reason": "no_sale"}))
    register.sends()
    other.sends()
    found = centre.query(lambda connection: watched(connection, register.unit, DAY))
    expected = {fact.fact_id.hex for fact in (refused, cheaper, allowed, undone)}
    assert {one["fact_id"] for one in found} == expected
    by_kind = {one["kind"]: one for one in found}
    assert by_kind["sale_refused"]["words"] == told
    assert by_kind["sale_completed"]["by_hand"][0]["by_hand"] == {"reason": "damaged"}
    assert all("lines" not in one["words"] for one in found)


def test_what_was_taken_off_counted_and_said_by_a_person_is_read_in_lines(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    line = {"item_id": 1, "name": "Mug", "quantity_milli": 2000, "amount_minor": 500}
    register.sells(1, lines=[{**line, "voided": True}, {**line, "voided": False}])
    register.sells(1, lines=[{**line, "voided": False}])
    counts = {"counted_minor": 5000, "expected_minor": 10_000, "counts_minor": [4000, 5000]}
    register.says(FactDraft("till_settled", {**counts, "currency": "GBP", "allowed_by": "13"}))
    ended = {"payment": "a" * 32, "sale_id": "b" * 32, "result": "declined"}
    register.says(FactDraft("payment_outcome", {**ended, "witness": "terminal"}))
    register.says(FactDraft("payment_outcome", {**ended, "witness": "person"}))
    asked = {"operation": 14, "what": "", "by": "13", "how": "badge"}
    register.says(FactDraft("operation_approved", asked))
    register.sends()
    noon_us = int(datetime.fromisoformat(f"{DAY}T12:00:00+00:00").timestamp()) * 1_000_000
    new = NewCard(new_card(), CardKind.GIFT_CARD, register.unit, 700)
    centre.write(partial(issue_card, new=new, deed=Deed("by hand 0", "Ada", "", noon_us)))
    for days, amount_minor in ((0, -200), (1, 1)):
        deed = Deed(f"by hand {days + 1}", "Ada", "torn", noon_us + days * DAY_US)
        centre.write(partial(adjust_card, name=new.card, amount_minor=amount_minor, deed=deed))
    found = centre.query(lambda connection: watched(connection, register.unit, DAY))
    lines = [line.partition(", ")[2] for line in watched_lines(found, "UTC", "GBP")]
    [by] = {line.partition(":")[0] for line in lines if " drawer counted" in line}
    told = [line for line in lines if " sale: " not in line]
    assert len(lines) - len(told) == 1
    assert sorted(told[:-1]) == [
        f"{by}: a person said how a payment ended: result declined; witness person",
        f"{by}: allowed by a second person: by 13; how badge; Open the drawer without a sale",
        f"{by}: drawer counted: allowed by 13; counted £50.00; counts £40.00, £50.00; "
        "expected £100.00",
        "£5.00",  # removed: 2 Mug
    ]
    assert told[-1] == "Ada: card adjusted at head office: amount −£2.00; note torn"
    assert {*ALWAYS, *MARKED, CARD_ADJUSTED} == {*TITLES}
    assert centre.query(lambda connection: watched(connection, register.unit, "yesterday")) == []
