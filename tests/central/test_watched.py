"""Head office sees by store and day what was allowed, refused, undone and priced by hand, and nothing else."""

from __future__ import annotations

from central.centre import Centre
from central.storage.watched_rows import watched
from pos_app.domain.facts import FactDraft
from tests.central.head_office import DAY, HeadOffice
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
