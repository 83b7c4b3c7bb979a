"""People are known to the stores they deal with, and are forgotten when they ask: no chain breaks by it."""

import hashlib
import hmac
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, delete, insert, select, update

from central.centre import Centre
from central.core.orders import move_order
from central.core.refused import Refused
from central.core.roles import Administrator, AdminRole
from central.directory import FRESH_US, PrivateDocuments
from central.erasures import Erasures
from central.routes.private import post_erase, post_records
from central.storage.people_rows import erase
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import (
    CONFIGURATION,
    CUSTOMER,
    CUSTOMER_ORDER,
    ERASURE,
    FACT,
    ITEM,
    SIDE_RECORD,
)
from pos_app.domain.customer import PRIVATE_DEPARTMENTS
from pos_app.domain.customer_order import OrderState
from pos_app.domain.facts import FactDraft, first_break
from sync.wire.messages import (
    CustomerDocument,
    OrderCustomerDocument,
    SideRecord,
    SideRecords,
    SideRecordsReply,
)
from tests.central.head_office import NOW_US, PRICE_MINOR, HeadOffice
from tests.central.order_book import write_order
from tests.central.test_returns import brings_back

OWNER = Administrator("Olga", AdminRole.OWNER)
_numbers = count(1)


def _person(office: HeadOffice, *, agreed: bool = True) -> dict[str, Any]:
    n = next(_numbers)
    row = {
        "number": f"P{n}",
        "name": f"Marigold {n:05}",
        "email": f"marigold.{n:05}@example.com",
        "phone": f"0161 496 {n:05}",
        "country": "GB",
        "loyalty_card": f"LC{n}",
        "points": 12,
        "consent_marketing": False,
        "consent_history": agreed,
        "sizes": "shoe 38",
        "tastes": "tweed",
    }
    office.centre.database.write(lambda connection: connection.execute(insert(CUSTOMER), row))
    return row


def _bought(office: HeadOffice, person: dict[str, Any], unit: str, on: str) -> str:
    number = f"B{next(_numbers)}"
    row = {
        "customer_number": person["number"],
        "order_number": number,
        "ordered_on": on,
        "channel": "store",
        "business_unit": unit,
        "total_minor": 100,
        "goods": "Bun",
    }
    office.centre.database.write(lambda connection: connection.execute(insert(PURCHASE), row))
    return number


def _directory(documents: PrivateDocuments, unit: str) -> dict[str, list[str]]:
    found = documents.of_store(unit)
    parts = [found[name].content for name in found if name.startswith("customers/")]
    entries = [
        e for part in parts for e in msgspec.json.decode(part, type=CustomerDocument).customers
    ]
    return {e.customer_number: [p.order_number for p in e.purchases] for e in entries}


def test_the_directory_holds_who_bought_here_lately_and_agreed(
    centre: Centre, office: HeadOffice
) -> None:
    here, there = office.open_store(), office.open_store()
    known, silent, old, other = (
        _person(office, agreed=agreed) for agreed in (True, False, True, True)
    )
    purchases = [_bought(office, known, here, f"2026-10-{day:02}") for day in range(1, 8)]
    online = _bought(office, known, "", "2026-11-01")
    _bought(office, silent, here, "2026-10-01")
    _bought(office, old, here, "2024-01-01")
    _bought(office, other, there, "2026-10-01")
    clock = [NOW_US]
    documents = PrivateDocuments(centre.database, lambda: clock[0])
    assert _directory(documents, here) == {known["number"]: [online, *purchases[:2:-1]]}
    before = documents.of_store(here)
    assert documents.of_store(here) == before
    _bought(office, old, here, "2026-11-02")
    assert documents.of_store(here) == before
    clock[0] += FRESH_US
    after = documents.of_store(here)
    assert {*_directory(documents, here)} == {known["number"], old["number"]}
    changed = {name for name in after if after[name] != before.get(name)}
    assert len(changed) == 1


def test_what_is_bought_and_brought_back_at_a_till_is_a_purchase_and_private_goods_are_none(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    ada = _person(office)
    number = ada["number"]
    sale = register.sells(1, 3, customer=number)
    register.sells(2, customer="nobody")
    brings_back(register, sale)
    register.sends()
    clock = [NOW_US]
    documents = PrivateDocuments(centre.database, lambda: clock[0])

    def shown() -> list[tuple[str, str, int, list[int], int]]:
        clock[0] += FRESH_US
        found = documents.of_store(register.unit)
        [part] = [found[name].content for name in found if name.startswith("customers/")]
        [entry] = msgspec.json.decode(part, type=CustomerDocument).customers
        return [
            (p.channel, p.goods, p.total_minor, p.items, p.returned_minor) for p in entry.purchases
        ]

    [bought] = shown()
    assert bought == ("store", "Bun 1", 3 * PRICE_MINOR, [1], PRICE_MINOR)
    register.sells(2, customer=number)
    register.sends(3)
    assert [items for *_, items, _ in shown()] in ([[1], [2]], [[2], [1]])
    private = {"business_unit": register.unit, "name": PRIVATE_DEPARTMENTS, "value": "Care, Pills"}
    other = update(ITEM).where(ITEM.c.item_id == 2).values(department="Care")

    def hide(connection: Connection) -> None:
        connection.execute(other)
        connection.execute(insert(CONFIGURATION), private)

    centre.database.write(hide)
    assert shown() == [bought]
    gift = write_order(office, register.unit, customer_number=number, gift=True)
    register.says(FactDraft("order_handed_over", {"order_number": gift}, version=2))
    register.sends(4)
    assert shown() == [bought], "nobody reads in a history what is a gift"


def test_a_store_knows_who_waits_for_an_order_until_it_is_handed_over(
    centre: Centre, office: HeadOffice
) -> None:
    unit, person = office.open_store(), _person(office)
    number = write_order(
        office, unit, customer_number=person["number"], alternate_person="Basil", vehicle="red van"
    )
    waiting = centre.documents.of_store(unit)["order-customers"]
    [entry] = msgspec.json.decode(waiting.content, type=OrderCustomerDocument).orders
    assert (entry.order_number, entry.name, entry.alternate_person, entry.vehicle) == (
        number,
        person["name"],
        "Basil",
        "red van",
    )
    centre.write(lambda t: move_order(t, number, OrderState.HANDED_OVER, NOW_US))
    assert "order-customers" not in centre.documents.of_store(unit)
    fresh = PrivateDocuments(centre.database, lambda: NOW_US)
    assert _directory(fresh, unit) == {person["number"]: [number]}


def _record(subject: str, words: str) -> SideRecord:
    key = hashlib.sha256(words.encode()).digest()
    commitment = hmac.new(key, words.encode(), hashlib.sha256).hexdigest()
    return SideRecord(subject, commitment, key.hex(), words)


def _posts(centre: Centre, device: Any, *records: SideRecord) -> list[str]:
    reply = post_records(centre, device, msgspec.json.encode(SideRecords([*records])))
    return msgspec.json.decode(reply.body, type=SideRecordsReply).held


def _bytes_of(centre: Centre) -> bytes:
    path = Path(str(centre.database.engine.url.database))
    return b"".join(found.read_bytes() for found in sorted(path.parent.glob(f"{path.name}*")))


def _cells_of(centre: Centre) -> bytes:
    with centre.database.read() as connection:
        tables = (CUSTOMER, CUSTOMER_ORDER, PURCHASE, SIDE_RECORD, FACT)
        return repr([connection.execute(select(table)).all() for table in tables]).encode()


def test_who_is_erased_leaves_no_byte_behind_and_breaks_no_chain(
    centre: Centre, office: HeadOffice
) -> None:
    register, person = office.register(), _person(office)
    words = f'{{"name": "{person["name"]}", "signature": "quickly-drawn-loop"}}'
    record = _record(person["number"], words)
    body = {"subject_ref": person["number"], "commitment": record.commitment}
    register.says(FactDraft("drawer_opened", {"reason": "refund", **body}))
    register.sends()
    assert _posts(centre, register.device, record, record) == [record.commitment] * 2
    number = write_order(
        office,
        register.unit,
        customer_number=person["number"],
        alternate_person="Basil Quickly-Younger",
        address="7 Quickly Lane",
    )
    of_order = update(CUSTOMER_ORDER).where(CUSTOMER_ORDER.c.order_number == number)
    told = of_order.values(content_hash="what-quickly-asked-for")
    centre.database.write(lambda connection: connection.execute(told))
    _bought(office, person, register.unit, "2026-11-01")
    look = _bytes_of if centre.database.is_sqlite else _cells_of
    assert b"Quickly Lane" in look(centre)
    with pytest.raises(Refused) as refused:
        post_erase(centre, OWNER, person["number"])
    assert refused.value.problem.code == "open_orders"
    centre.write(lambda t: move_order(t, number, OrderState.HANDED_OVER, NOW_US))
    assert _directory(centre.documents, register.unit) != {}
    post_erase(centre, OWNER, person["number"])
    left = look(centre)
    own = (person["name"], person["email"], person["phone"])
    for trace in (*own, "Quickly Lane", "Quickly-Younger", "quickly-drawn", "what-quickly"):
        assert trace.encode() not in left
    assert first_break(register.facts) is None
    assert register.sends().tail.sequence == 1
    assert _directory(centre.documents, register.unit) == {}
    assert person["number"] in centre.documents.of_store(register.unit)["erased"].content.decode()
    # An old device brings the record once more.
    assert _posts(centre, register.device, record) == []
    with pytest.raises(Refused) as refused:
        centre.database.write(lambda connection: erase(connection, person["number"], NOW_US))
    assert refused.value.problem.code == "unknown_person"


def test_whom_another_worker_left_out_of_the_file_is_written_again(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    who = _person(office)["number"]
    file = tmp_path / "erased.json"
    centre.database.write(partial(erase, subject=who, erased_us=NOW_US))
    erasures = Erasures(centre.database, file)
    erasures.look()
    before = file.read_bytes()
    assert who.encode() in before
    file.write_bytes(b"{}")
    assert erasures.look() == []
    assert file.read_bytes() == before


def test_a_backup_that_is_put_back_brings_nobody_back(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    register, known, ordering = office.register(), _person(office), _person(office)
    records = [_record(who["number"], f'"{who["name"]}"') for who in (known, ordering)]
    unknown = _record("guest-1", '"Noor"')
    _posts(centre, register.device, *records, unknown)
    subjects = [known["number"], ordering["number"], "guest-1"]
    file = tmp_path / "erased.json"
    for subject in subjects:
        centre.database.write(partial(erase, subject=subject, erased_us=NOW_US))
    assert Erasures(centre.database, file).look() == []

    def put_back(connection: Connection) -> None:
        connection.execute(delete(ERASURE).where(ERASURE.c.subject.in_(subjects)))
        connection.execute(insert(CUSTOMER), [known, ordering])

    centre.database.write(put_back)
    number = write_order(office, register.unit, customer_number=ordering["number"])
    assert _posts(centre, register.device, unknown) == [unknown.commitment]
    restarted = Erasures(centre.database, file)
    assert restarted.look() == [known["number"], "guest-1"]
    assert _posts(centre, register.device, unknown, records[0]) == []
    centre.write(lambda t: move_order(t, number, OrderState.HANDED_OVER, NOW_US))
    assert restarted.look() == [ordering["number"]]
    assert restarted.look() == []
    left = _cells_of(centre)
    assert not [who for who in (known, ordering) if who["name"].encode() in left]


def test_a_record_that_is_not_what_its_fact_commits_to_is_not_kept(
    centre: Centre, office: HeadOffice
) -> None:
    device = office.register().device
    good = _record("P", "words")
    for broken in (
        msgspec.structs.replace(good, record="other words"),
        msgspec.structs.replace(good, key="ab"),
        msgspec.structs.replace(good, key="zz"),
        msgspec.structs.replace(good, subject=""),
        _record("P", "x" * 20_000),
        _record("P", "a\0b"),
    ):
        with pytest.raises(Refused) as refused:
            _posts(centre, device, broken)
        assert refused.value.problem.code == "broken_record"
