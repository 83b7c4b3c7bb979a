"""What took the place of ordered goods is told to the store, and what staff noted goes with the person."""

from typing import Any

import msgspec

from central.centre import Centre
from central.routes.private import post_erase
from pos_app.domain.facts import FactDraft
from sync.wire.messages import CustomerDocument, NoteEntry
from tests.central.head_office import HeadOffice
from tests.central.order_book import write_order
from tests.central.test_people import OWNER, _bought, _person, _posts, _record
from tests.central.test_pickup import _told, _whole


def test_what_was_taken_instead_is_told_and_is_what_leaves(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    unit = register.unit
    number = write_order(office, unit, state="picking")
    lines: list[dict[str, Any]] = [
        {"line_number": 1, "picked_milli": 2000, "instead": [[2, 1000]]},
        {"line_number": 2, "picked_milli": 1000},
    ]
    register.says(FactDraft("order_picked", {"order_number": number, "lines": lines}))
    register.sends()
    assert _told(centre, unit)["order_substitute"] == [[number, 1, 2, 1000]]
    assert _whole(centre, unit, "order_substitute") == [[number, 1, 2, 1000]]
    before = {row[0]: row for row in _whole(centre, unit, "stock")}
    taken = [
        {"line_number": 1, "item_id": 1, "quantity_milli": 1000},
        {"line_number": 1, "item_id": 2, "quantity_milli": 1000, "instead_of": 1},
    ]
    body: dict[str, object] = {"order_number": number, "lines": taken, "rest_waits": True}
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    after = {row[0]: row for row in _whole(centre, unit, "stock")}
    # item, on hand, held back: two of the first were ordered, one of each has left
    assert [after[1][at] - before[1][at] for at in (1, 2)] == [-1000, -2000]
    assert [after[2][at] - before[2][at] for at in (1, 2)] == [-1000, 0]


def test_an_unknown_item_in_its_place_waits_for_a_person(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = write_order(office, register.unit, state="picking")
    line: dict[str, Any] = {"line_number": 1, "picked_milli": 2000, "instead": [[999_999, 1000]]}
    fact = register.says(FactDraft("order_picked", {"order_number": number, "lines": [line]}))
    register.sends()
    assert office.receipts(register.unit)[fact.fact_id.hex] == ("parked", "unknown_item")


def notes(centre: Centre, unit: str) -> list[NoteEntry]:
    documents = centre.documents.of_store(unit)
    parts = [documents[name].content for name in documents if name.startswith("customers/")]
    return [
        note
        for part in parts
        for entry in msgspec.json.decode(part, type=CustomerDocument).customers
        for note in entry.notes
    ]


def test_a_note_is_read_by_colleagues_until_the_person_is_erased(
    centre: Centre, office: HeadOffice
) -> None:
    register, person = office.register(), _person(office)
    _bought(office, person, register.unit, "2026-11-01")
    record = _record(person["number"], '{"note": "Likes paper bags"}')
    body: dict[str, object] = {"customer": person["number"], "commitment": record.commitment}
    register.says(FactDraft("customer_noted", body))
    register.sends()
    assert _posts(centre, register.device, record) == [record.commitment]
    [note] = notes(centre, register.unit)
    assert (note.note, note.commitment) == ("Likes paper bags", record.commitment)
    post_erase(centre, OWNER, person["number"])
    assert notes(centre, register.unit) == []
