"""Files bring prices, price lists, promotions and taxes: seen as a whole, at their moment, and once."""

from pathlib import Path

import msgspec

from central.centre import Centre
from central.core.card_desk import spread_salt
from central.importing.loading import ROWS_AT_ONCE
from central.storage.feed_rows import feed_tables
from sync.wire.messages import Group
from tests.central.head_office import HeadOffice
from tests.central.test_import import FILES, bring, state_of


def _groups(centre: Centre, feed: str) -> list[Group]:
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    payloads = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, 1, head.head))
    return [msgspec.json.decode(payload, type=Group) for payload in payloads]


def test_thousands_of_changed_prices_are_seen_at_once(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    assert office.centre is centre
    count, files = 2 * ROWS_AT_ONCE + 1, [tmp_path / "stores.csv", tmp_path / "items.csv"]
    files[0].write_text(FILES["stores.csv"].replace("B1", "P1").replace("books", "many"))
    items = "".join(f"P-{n},Pen {n},Pens,Z\n" for n in range(count))
    files[1].write_text(f"item_number,name,department,tax_code\n{items}")

    def priced(price: str) -> Path:
        rows = "".join(f"many,P-{n},{price}\n" for n in range(count))
        (tmp_path / "prices.csv").write_text(f"zone,item_number,price\n{rows}")
        return tmp_path / "prices.csv"

    assert bring(centre, *files, priced("1.00")).changed["prices"] == count
    before = len(_groups(centre, "zone:many"))
    assert bring(centre, priced("1.10")).changed == {"prices": count}
    *staged, begun = _groups(centre, "zone:many")[before:]
    assert {part.table for group in staged for part in group.tables} == {"listed_price"}
    assert [(part.table, len(part.put)) for part in begun.tables] == [("price_list", 1)]
    assert bring(centre, priced("1.10")).changed == {}
    one = tmp_path / "prices.csv"
    one.write_text("zone,item_number,price\nmany,P-7,1.25\n")
    assert bring(centre, one).changed == {"prices": 1}
    [last] = _groups(centre, "zone:many")[-1:]
    assert {(part.table, part.put[0][-1]) for part in last.tables} == {
        ("price", 125),
        ("listed_price", 125),
    }


OFFERS = {
    "lists.csv": "zone,price_list,item_number,price,customer_group,valid_from,valid_until\n"
    "uk,staff,N1,1.00,staff,2026-12-01T00:00:00+00:00,\n"
    "uk,staff,N2,1.10,staff,2026-12-01T00:00:00+00:00,\n"
    "uk,staff,N3,1.10,,2026-12-01T00:00:00+00:00,\n"
    "uk,staff,N9,1.10,staff,2026-12-01T00:00:00+00:00,\n"
    "uk,never,N1,1.10,,2026-12-02T00:00:00+00:00,2026-12-01T00:00:00+00:00\n",
    "promotions.csv": "zone,promotion,valid_until\n"
    'uk,"{""id"": ""3for2"", ""kind"": ""n_for_m"", ""take"": 3, ""pay"": 2}",\n'
    'uk,"{""id"": ""half"", ""kind"": ""n_for_m"", ""take"": 3}",\n'
    'none,"{""id"": ""3for2"", ""kind"": ""n_for_m"", ""take"": 3, ""pay"": 2}",\n',
    "promotions.json": '{"promotions": [{"zone": "uk", "valid_from": "2026-12-01T00:00:00+00:00",\n'
    '"promotion": {"id": "ten", "kind": "percent_off", "percent": 12.5}}, {"zone": 7}]}',
    "taxes.csv": "code,name,basis_points,valid_from\nZ,1 %,100,2027-01-01\nZ,2 %,200,soon\n"
    "Y,1 %,100,2027-01-01\n",
}


def test_lists_promotions_and_taxes_come_from_files(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    office.open_store()
    for name, text in OFFERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    report = bring(centre, *files)
    assert sorted(map(str, report.complaints)) == [
        "lists.csv:4: the list has other terms in its first row",
        "lists.csv:5: there is no item 'N9'",
        "lists.csv:6: It would end before it begins.",
        "promotions.csv:3: promotion.pay: is a whole number from 0 to 10000",
        "promotions.csv:4: no store is in the zone 'none'",
        "promotions.json:2: zone, valid_from and valid_until are texts",
        "taxes.csv:3: valid_from is no day like 2027-01-01: 'soon'",
        "taxes.csv:4: there is no tax rate 'Y' to change",
    ]
    assert report.changed == {"price lists": 2, "promotions": 2, "taxes": 1}
    with centre.database.read() as connection:
        zone = {name: [*found] for name, found in feed_tables(connection, "zone:uk")}
        chain = {name: [*found] for name, found in feed_tables(connection, "chain")}
    since_us = 1_796_083_200_000_000
    assert zone["price_list"] == [("staff", 0, 0, "staff", since_us, None)]
    assert [row[:3] for row in zone["promotion"]] == [("3for2", 0, None), ("ten", since_us, None)]
    assert chain["tax_change"] == [("Z", "2027-01-01", "1 %", 100)]
    before = state_of(centre)
    assert bring(centre, *files).changed == {}
    assert state_of(centre) == before


def test_a_store_that_opens_later_hashes_cards_as_the_others_do(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    first = office.open_store()
    centre.write(lambda t: spread_salt(t, "pepper"))
    salt = centre.read(lambda t: t.cards.salt(first))
    stores = tmp_path / "stores.csv"
    stores.write_text(FILES["stores.csv"].replace("B1", "L1"), encoding="utf-8")
    bring(centre, stores)
    assert centre.read(lambda t: t.cards.salt("L1")) == salt
    with centre.database.read() as connection:
        told = dict(feed_tables(connection, "store:L1"))["configuration"]
        assert ("card_salt", salt) in [*told]
