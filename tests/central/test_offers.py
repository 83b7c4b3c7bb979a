"""Promotions, price lists and taxes: told to tills at once, in force at their moment, and never by halves."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from central.centre import Centre, new_id
from central.core.offers import Offer, Terms, read_offer
from central.core.refused import Refused
from central.importing.importer import Importer
from central.importing.loading import Moment
from central.storage.admin_rows import open_exceptions
from central.storage.feed_rows import feed_tables
from central.storage.price_list_rows import FOLD_AFTER_US, KEPT_AFTER_END_US, tidy_lists
from central.storage.promotion_rows import KEPT_AFTER_END_US as PROMOTION_KEPT_US
from pos_app.domain.packs import per_unit
from sync.wire.messages import Group
from tests.central.head_office import NOW_US, PRICE_MINOR, HeadOffice, Register
from tests.central.test_import import DEFAULTS

DAY_US = 86_400_000_000
OFFER = {"id": "buns", "kind": "n_for_m", "take": 3, "pay": 2}


@pytest.fixture
def zone(centre: Centre, office: HeadOffice, request: pytest.FixtureRequest) -> str:
    """A zone of its own for each test."""
    name: str = request.node.name[:60]
    office.begin_feed(f"zone:{name}")
    return name


def _offer(until_us: int | None = None, **words: Any) -> Offer:
    return read_offer(json.dumps({**OFFER, **words}).encode(), NOW_US, until_us)


def _told(centre: Centre, feed: str) -> dict[str, list[Any]]:
    """The whole feed as a snapshot has it; what its groups said comes to the same."""
    with centre.database.read() as connection:
        whole = {table: [*map(list, rows)] for table, rows in feed_tables(connection, feed)}
    assert _replayed(centre, feed) == {table: rows for table, rows in whole.items() if rows}
    return whole


def _groups(centre: Centre, feed: str) -> list[Group]:
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    payloads = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, 1, head.head))
    return [msgspec.json.decode(payload, type=Group) for payload in payloads]


def _replayed(centre: Centre, feed: str) -> dict[str, list[Any]]:
    rows: dict[str, dict[Any, list[Any]]] = {}
    keys = {"listed_price": 2, "tax_change": 2}
    for group in _groups(centre, feed):
        for part in group.tables:
            table, width = rows.setdefault(part.table, {}), keys.get(part.table, 1)
            for key in part.drop:
                del table[tuple(key)]
            table.update({tuple(row[:width]): [*row] for row in part.put})
    return {
        name: [row for _, row in sorted(table.items())] for name, table in rows.items() if table
    }


def test_a_promotion_has_versions_and_an_end(centre: Centre, zone: str) -> None:
    put = partial(centre.write)
    assert put(lambda t: t.promotions.put(zone, [_offer()], "Ann", NOW_US)) == {"buns": 1}
    assert put(lambda t: t.promotions.put(zone, [_offer()], "Ann", NOW_US)) == {"buns": 1}
    assert len(_groups(centre, f"zone:{zone}")) == 1
    assert put(lambda t: t.promotions.put(zone, [_offer(take=4)], "Ben", NOW_US)) == {"buns": 2}
    [row] = _told(centre, f"zone:{zone}")["promotion"]
    assert row[:3] == ["buns", NOW_US, None]
    assert json.loads(row[3])["take"] == 4
    later = NOW_US + 5
    assert put(lambda t: t.promotions.end(zone, "buns", "Ann", later)) == 3
    assert _told(centre, f"zone:{zone}")["promotion"][0][2] == later
    with pytest.raises(Refused, match="already_ended"):
        put(lambda t: t.promotions.end(zone, "buns", "Ann", later))
    found = centre.read(lambda t: t.promotions.versions(zone, "buns"))
    assert [(one["version"], one["changed_by"]) for one in found] == [
        (1, "Ann"),
        (2, "Ben"),
        (3, "Ann"),
    ]


def test_a_promotion_that_ended_long_ago_leaves_the_devices(centre: Centre, zone: str) -> None:
    centre.write(lambda t: t.promotions.put(zone, [_offer(NOW_US + 1)], "Ann", NOW_US))
    after = NOW_US + PROMOTION_KEPT_US + 2
    centre.write(lambda t: t.promotions.put(zone, [_offer(id="tea")], "Ann", after))
    assert [row[0] for row in _told(centre, f"zone:{zone}")["promotion"]] == ["tea"]
    assert centre.write(lambda t: t.promotions.put(zone, [_offer()], "Ann", after)) == {"buns": 2}


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b'{"id": "x", "kind": "n_for_m", "take": 3}', "pay"),
        (b'{"id": "x", "kind": "gift"}', "kind"),
        (b'{"kind": "percent_off", "percent": 8.875}', "id"),
        (b"[1]", "promotion"),
        (b"{", "JSON"),
        (b"[" * 30_000, "JSON"),
        (b'"' + b"x" * 40_000 + b'"', "long"),
    ],
)
def test_a_document_that_is_none_is_refused_with_its_place(raw: bytes, where: str) -> None:
    with pytest.raises(Refused, match="bad_promotion") as refused:
        read_offer(raw, 0, None)
    assert where in refused.value.problem.title


def test_figures_of_a_promotion_are_never_binary_fractions() -> None:
    offer = read_offer(b'{"id": "x", "kind": "percent_off", "percent": 8.875}', 0, None)
    assert offer.document == '{"id":"x","kind":"percent_off","percent":"8.875"}'
    with pytest.raises(Refused, match="bad_validity"):
        read_offer(b"{}", 5, 5)


def _terms(since: int = NOW_US, until: int | None = None, **changes: Any) -> Terms:
    words = {"customer_group": "", "from_milli": 0, "priority": 0, **changes}
    return Terms(valid_from_us=since, valid_until_us=until, **words)


def test_a_list_comes_in_many_groups_and_begins_with_one_row(centre: Centre, zone: str) -> None:
    for number in ("N1", "N2", "N3"):
        prices = {number: 199}
        centre.write(partial(_stage, zone=zone, prices=prices))
    assert _told(centre, f"zone:{zone}")["price_list"] == []
    assert centre.write(lambda t: t.price_lists.begin(zone, "spring", _terms())) == 3
    begun = _groups(centre, f"zone:{zone}")[-1]
    assert [(part.table, len(part.put)) for part in begun.tables] == [("price_list", 1)]
    with pytest.raises(Refused, match="list_in_force"):
        centre.write(partial(_stage, zone=zone, prices={"N4": 1}))
    centre.write(lambda t: t.price_lists.begin(zone, "spring", _terms(NOW_US + 9, priority=2)))
    told = _told(centre, f"zone:{zone}")["price_list"]
    assert told == [["spring", 0, 2, "", NOW_US + 9, None]]
    [listed] = centre.read(lambda t: t.price_lists.of_zone(zone))
    assert (listed["state"], listed["price_count"]) == ("active", 3)


def _stage(transaction: Any, *, zone: str, prices: dict[str, int], name: str = "spring") -> int:
    staged: int = transaction.price_lists.stage(zone, name, prices, "Ann", NOW_US)
    return staged


def _tidies(centre: Centre, now_us: int) -> int:
    steps = 0
    while centre.database.write(partial(tidy_lists, now_us=now_us)):
        steps += 1
    return steps


def test_an_old_list_becomes_the_plain_price(centre: Centre, zone: str) -> None:
    feed = f"zone:{zone}"
    centre.write(partial(_stage, zone=zone, prices={"N1": 300, "N2": 350}))
    centre.write(lambda t: t.price_lists.begin(zone, "spring", _terms()))
    centre.write(partial(_stage, zone=zone, prices={"N1": 400}, name="summer"))
    centre.write(lambda t: t.price_lists.begin(zone, "summer", _terms(NOW_US + 40 * DAY_US)))
    assert _tidies(centre, NOW_US + FOLD_AFTER_US - 1) == 0
    assert _tidies(centre, NOW_US + FOLD_AFTER_US) == 4
    told = _told(centre, feed)
    assert told["price"] == [[1, 300], [2, 350]]
    assert told["listed_price"] == [[1, "summer", 400]]
    centre.write(lambda t: t.price_lists.end(zone, "summer"))
    assert _told(centre, feed)["price_list"] == []
    assert _tidies(centre, NOW_US) > 0
    assert _told(centre, feed)["listed_price"] == []
    with pytest.raises(Refused, match="unknown_price_list"):
        centre.write(lambda t: t.price_lists.end(zone, "summer"))


def test_a_list_that_is_over_leaves_the_devices(centre: Centre, zone: str) -> None:
    _tidies(centre, NOW_US + 9 + KEPT_AFTER_END_US)
    centre.write(partial(_stage, zone=zone, prices={"N1": 300}))
    centre.write(lambda t: t.price_lists.begin(zone, "spring", _terms(NOW_US, NOW_US + 9)))
    assert _tidies(centre, NOW_US + 9 + KEPT_AFTER_END_US) == 0
    assert _tidies(centre, NOW_US + 10 + KEPT_AFTER_END_US) == 3
    assert _told(centre, f"zone:{zone}")["listed_price"] == []


def test_a_price_that_is_changed_by_hand_counts_over_a_list(centre: Centre, zone: str) -> None:
    centre.write(partial(_stage, zone=zone, prices={"N1": 300, "N2": 350}))
    centre.write(lambda t: t.price_lists.begin(zone, "spring", _terms()))
    assert centre.write(lambda t: t.prices.change(zone, {"N1": 111}, NOW_US)) == 1
    told = _told(centre, f"zone:{zone}")
    assert told["listed_price"] == [[1, "spring", 111], [2, "spring", 350]]
    assert told["price"] == [[1, 111]]


def test_a_sale_is_held_against_the_list_of_its_moment(
    centre: Centre, office: HeadOffice, zone: str
) -> None:
    register = office.register()
    office.moves_to(register.unit, zone)
    centre.write(lambda t: t.prices.change(zone, {"N1": PRICE_MINOR, "N2": PRICE_MINOR}, 0))
    centre.write(partial(_stage, zone=zone, prices={"N1": 300}))
    centre.write(lambda t: t.price_lists.begin(zone, "spring", _terms(NOW_US - DAY_US)))
    staff = _terms(customer_group="staff", since=NOW_US - DAY_US)
    centre.write(partial(_stage, zone=zone, prices={"N2": 100}, name="staff"))
    centre.write(lambda t: t.price_lists.begin(zone, "staff", staff))
    for item_id, minor in ((1, 300), (2, 100), (2, PRICE_MINOR)):
        _sells_at(register, item_id, minor)
    wrong = _sells_at(register, 1, PRICE_MINOR)
    register.sends()
    _sells_at(register, 1, 300)
    register.clock_us = NOW_US + DAY_US
    _sells_at(register, 1, 280)
    late = _sells_at(register, 1, 300)
    centre.auditor.audit(NOW_US)
    assert office.exceptions(register.unit) == {wrong: "price_variance"}
    centre.write(lambda t: t.prices.change(zone, {"N1": 280}, NOW_US + DAY_US // 2))
    register.sends(5)
    centre.auditor.audit(NOW_US)
    assert {*office.exceptions(register.unit)} == {wrong, late}


def test_a_pack_is_held_against_its_own_price_of_that_time(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    register = office.register()
    file = tmp_path / "packs.csv"
    head = "item_number,pack,pack_gtin,pack_quantity,zone,pack_price\n"
    case, pair = "19506000134359", "9506000134376"

    def costs(price: str, now_us: int) -> None:
        rows = f"N1,case,{case},6,uk,{price}\nN1,pair,{pair},2,,\n"
        file.write_text(head + rows, encoding="utf-8")
        Importer(centre.database, Moment(now_us, new_id), DEFAULTS).load([file])

    costs("10.00", NOW_US - DAY_US)
    for minor in (1000, 1050):
        _sells_pack(register, 6, minor)
    # head office knows no price of its own for these: nothing to hold them against
    _sells_pack(register, 2, 1)
    _sells_pack(register, 7, 1)
    register.sends()
    centre.auditor.audit(NOW_US)
    wrong = register.facts[1].fact_id.hex
    assert office.exceptions(register.unit) == {wrong: "price_variance"}
    [told] = centre.query(lambda connection: open_exceptions(connection, register.unit))
    assert told["detail"] == "1 by 6: charged 1050, valid 1000"
    costs("10.50", NOW_US - DAY_US // 2)
    good, late = (_sells_pack(register, 6, minor) for minor in (1050, 1000))
    register.sends(5)
    centre.auditor.audit(NOW_US)
    assert {*office.exceptions(register.unit)} == {wrong, late}
    assert good not in office.exceptions(register.unit)


def _sells_pack(register: Register, pieces: int, minor: int) -> str:
    """One pack at this price, as a till tells it."""
    price = per_unit(minor, "GBP", pieces * 1000).minor_milli
    piece = {"pack": "case", "pack_milli": pieces * 1000, "pack_minor": minor}
    line = {"item_id": 1, "quantity_milli": pieces * 1000, "amount_minor": minor, "voided": False}
    said = {**line, "unit_price_minor_milli": price, "price_from": "pack", "piece": piece}
    tender = {"kind": "cash", "given_minor": minor, "change_minor": 0}
    return register.sells(lines=[said], total_minor=minor, tenders=[tender]).fact_id.hex


def _sells_at(register: Register, item_id: int, minor: int) -> str:
    line = {"item_id": item_id, "quantity_milli": 1000, "amount_minor": minor}
    said = {**line, "voided": False, "unit_price_minor_milli": minor * 1000}
    tender = {"kind": "cash", "given_minor": minor, "change_minor": 0}
    return register.sells(lines=[said], total_minor=minor, tenders=[tender]).fact_id.hex


def test_a_rate_changes_from_a_day_on(centre: Centre, office: HeadOffice) -> None:
    centre.write(lambda t: t.taxes.set_rate("Q", "5 %", 500))
    centre.write(lambda t: t.taxes.set_change("Q", "2027-01-01", "7 %", 700))
    centre.write(lambda t: t.taxes.set_change("Q", "2027-04-01", "9 %", 900))
    centre.write(lambda t: t.taxes.drop_change("Q", "2027-04-01"))
    with centre.database.read() as connection:
        told = {table: [*rows] for table, rows in feed_tables(connection, "chain")}
    assert told["tax_change"] == [("Q", "2027-01-01", "7 %", 700)]
    [rate] = [one for one in centre.read(lambda t: t.taxes.rates()) if one["code"] == "Q"]
    assert rate["changes"] == [{"valid_from": "2027-01-01", "name": "7 %", "basis_points": 700}]
    for code, day, why in (("none", "2027-01-01", "unknown_tax"), ("Q", "1 May", "bad_date")):
        with pytest.raises(Refused, match=why):
            centre.write(partial(_announce, code=code, day=day))


def _announce(transaction: Any, *, code: str, day: str) -> None:
    transaction.taxes.set_change(code, day, "1 %", 1)
