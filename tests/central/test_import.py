"""Files of other systems become a store: the good rows are loaded, the bad ones are reported, twice is once."""

from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import central
from central.centre import Centre, new_id
from central.importing.csv_rows import HEADERS
from central.importing.importer import Importer
from central.importing.loading import Moment
from central.importing.rows import Report
from central.importing.shopify import ShopifyDefaults
from central.storage.columns import METADATA
from central.storage.feed_rows import feed_tables
from central.storage.price_rows import price_changes
from central.storage.schema import CUSTOMER_ORDER, ITEM
from tests.central.head_office import NOW_US, HeadOffice, Register

SAMPLES = Path(__file__).parent / "samples"
DOCUMENT = Path(central.__file__).parents[1] / "docs" / "import.md"
DEFAULTS = ShopifyDefaults("USD", "UTC", "shop", "Z", "487838322")
_runs = count(1)

FILES = {
    "stores.csv": "business_unit,name,currency,time_zone,zone,latitude,longitude\n"
    "B1,High Street,GBP,Europe/London,books,51.5,-0.12\n"
    "B2,Harbour,XXX,Europe/London,books,,\n"
    "B3,North,GBP,Europe/London,books,99,0\n",
    "taxes.csv": "code,name,basis_points\nBK,Books,0\n",
    "items.csv": "item_number,name,department,tax_code,gtin,unit\n"
    "BK-1,Atlas,Books,BK,9780306406157,each\n"
    "BK-2,Novel,Books,BK,9780306406158,each\n"
    "BK-3,Poems,Books,XX,,each\n"
    'BK-4,"Plays, collected",Books,BK,,each\n'
    "BK-5,Songs,Books,BK\n",
    "prices.csv": "zone,item_number,price\nbooks,BK-1,12.50\nbooks,BK-4,9\nbooks,BK-1,13.00\n"
    "books,BK-4,9.999\nnowhere,BK-1,1\nbooks,BK-9,1\n",
    "stock.csv": "business_unit,item_number,on_hand,bin,safety\n"
    "B1,BK-1,7,A-1,1\nB1,BK-4,2.5,,\nB1,BK-9,1,,\n",
    "customers.csv": "customer_number,name,email,consent_history\n"
    "C1,Ada Moss,ada@example.com,yes\nC2,,x@example.com,no\nC3,Ben,,perhaps\n",
    "orders.csv": "order_number,business_unit,fulfilment,item_number,quantity,price,promised_at\n"
    "O1,B1,pickup,BK-1,2,12.50,2026-11-21T12:00:00+00:00\n"
    "O1,B1,pickup,BK-4,1,9,2026-11-21T12:00:00+00:00\n"
    "O2,B1,pickup,BK-1,1,12.50,\nO2,B1,pickup,BK-4,none,9,\n"
    "O3,B1,teleport,BK-1,1,12.50,\n",
}
BAD = [
    "customers.csv:3: name is empty",
    "customers.csv:4: consent_history is neither yes nor no: 'perhaps'",
    "items.csv:3: gtin has a wrong length or check digit: '9780306406158'",
    "items.csv:4: there is no tax rate 'XX'",
    "items.csv:6: 6 cells are needed, 4 are here",
    "orders.csv:4: line 5 of this order is bad",
    "orders.csv:5: quantity is no number: 'none'",
    "orders.csv:6: fulfilment is none of pickup, curbside, ship_from_store, delivery: 'teleport'",
    "prices.csv:4: books BK-1 was here before",
    "prices.csv:5: books BK-4 was here before",
    "prices.csv:6: no store is in the zone 'nowhere'",
    "prices.csv:7: there is no item 'BK-9'",
    "stock.csv:4: there is no item 'BK-9'",
    "stores.csv:3: currency is not known: XXX",
    "stores.csv:4: latitude is beyond 90 degrees",
]


def bring(centre: Centre, *paths: Path) -> Report:
    moment = Moment(NOW_US + next(_runs), new_id)
    return Importer(centre.database, moment, DEFAULTS).load(paths)


def state_of(centre: Centre) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and so also where every feed stands."""
    with centre.database.read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


def test_good_rows_are_loaded_and_bad_ones_reported_with_line_and_reason(
    centre: Centre, office: HeadOffice, files: list[Path]
) -> None:
    assert office.centre is centre
    report = bring(centre, *files)
    assert sorted(map(str, report.complaints)) == BAD
    assert report.changed == {
        "stores": 1,
        "taxes": 1,
        "items": 2,
        "prices": 2,
        "stock": 2,
        "customers": 1,
        "orders": 1,
    }
    with centre.database.read() as connection:
        rows = {name: [*found] for name, found in feed_tables(connection, "store:B1")}
        numbers = select(ITEM.c.number, ITEM.c.item_id)
        ids = {row.number: row.item_id for row in connection.execute(numbers)}
        prices = [*dict(feed_tables(connection, "zone:books"))["price"]]
    atlas, plays = ids["BK-1"], ids["BK-4"]
    assert rows["stock"] == [(atlas, 7000, 2000, 1000), (plays, 2500, 1000, 0)]
    assert rows["item_bin"] == [(atlas, "A-1", 7000)]
    assert [row[:3] for row in rows["customer_order"]] == [("O1", "pickup", "allocated")]
    assert prices == [(atlas, 1250), (plays, 900)]
    before = state_of(centre)
    again = bring(centre, *reversed(files))
    assert (again.changed, sorted(map(str, again.complaints))) == ({}, BAD)
    assert state_of(centre) == before


def test_what_was_sold_between_two_imports_stays_sold(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    register = office.register()
    head = "business_unit,item_number,on_hand\n"
    stock = tmp_path / "stock.csv"
    stock.write_text(f"{head}{register.unit},N1,10\n")
    bring(centre, stock)
    before = office.stock(register.unit)[1]
    register.sells(1, pieces=3)
    register.sends()
    bring(centre, stock)
    assert office.stock(register.unit)[1] == before - 3000
    stock.write_text(f"{head}{register.unit},N1,12\n")
    bring(centre, stock)
    assert office.stock(register.unit)[1] == before - 1000


def test_a_store_says_how_its_own_codes_are_read(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    assert office.centre is centre
    stores = tmp_path / "stores.csv"
    head = "business_unit,name,currency,time_zone,zone"
    row = "B1,High Street,GBP,Europe/London,books"
    rules = head + ",in_store_codes,code_prefixes\n" + row
    wanted = {"in_store_codes": "GB 28IIIICWWwwwK", "code_prefixes": "tote=T-"}
    cells = "," + ",".join(wanted.values()) + "\n"
    for text, changed in (
        (f"{head}\n{row}\n", {"stores": 1}),
        (rules + cells, {"stores": 1}),
        (rules + cells, {}),
        (f"{head}\n{row}\n", {}),
    ):
        stores.write_text(text, encoding="utf-8")
        assert bring(centre, stores).changed == changed
    stores.write_text(rules + ",GB 99X,\n", encoding="utf-8")
    assert [str(each) for each in bring(centre, stores).complaints] == [
        "stores.csv:2: no rule for codes: '99X'"
    ]
    with centre.database.read() as connection:
        told = dict(feed_tables(connection, "store:B1"))["configuration"]
        assert wanted.items() <= {str(name): value for name, value, *_ in told}.items()


def test_a_price_that_changes_is_remembered(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    office.open_store()
    prices = tmp_path / "prices.csv"
    for price in ("2.60", "2.60", "2.70"):
        prices.write_text(f"zone,item_number,price\nuk,N3,{price}\n")
        bring(centre, prices)
    with centre.database.read() as connection:
        [changes] = price_changes(connection, "uk", [3]).values()
    assert [price for _, price in changes] == [250, 260, 270]
    assert changes[0][0] == 0 < changes[1][0] < changes[2][0]


def test_a_shop_comes_over_with_its_locations_products_stock_and_orders(
    centre: Centre, office: HeadOffice
) -> None:
    assert office.centre is centre
    samples = sorted(SAMPLES.glob("shopify_*.json"))
    report = bring(centre, *samples)
    assert report.changed == {
        "stores": 2,
        "items": 4,
        "prices": 4,
        "stock": 2,
        "customers": 1,
        "orders": 1,
    }
    # Two locations of the stock file are not in the file of locations.
    assert {(c.file, c.reason) for c in report.complaints} == {
        ("shopify_inventory_levels.json", "there is no store '905684977'")
    }
    with centre.database.read() as connection:
        order = connection.execute(
            select(CUSTOMER_ORDER).where(CUSTOMER_ORDER.c.order_number == "1001")
        ).one()
        rows = [*dict(feed_tables(connection, "store:487838322"))["stock"]]
    assert (order.business_unit, order.fulfilment, order.state) == (
        "487838322",
        "ship_from_store",
        "allocated",
    )
    assert sorted(repr(row[1:3]) for row in rows) == [
        "(0, 1000)",
        "(0, 1000)",
        "(27000, 1000)",
        "(9000, 0)",
    ]
    before = state_of(centre)
    assert bring(centre, *samples).changed == {}
    assert state_of(centre) == before


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "1: the file is empty"),
        ("a.csv", b"colour,shape\nred,round\n", "1: this header is none of those"),
        ("a.csv", b"code,name,basis_points,x\nA,B,1,2\n", "1: the column 'x' is not known"),
        ("a.csv", b"code,name,basis_points\nA,\xff,1\n", "2: name is too long or unprintable"),
        ("a.csv", b"code,name,basis_points\nA,B\0,1\n", "2: name is too long or unprintable"),
        ("a.csv", b'code,name,basis_points\nA,"B\nC",x\n', "2: basis_points is no whole number"),
        ("a.json", b'{\n"orders": [', "2: this is no JSON"),
        ("a.json", b"\xff", "1: this is no JSON"),
        ("a.json", b"[" * 100_000, "1: this is no JSON"),
        ("a.json", b'{"fruits": [1]}', "1: this is nothing that can be imported"),
        ("a.json", b'{"orders":\n[\n{},\n{"id": 1}]}', "4: this order has no lines"),
        ("a.json", b'{"locations": [{"id": -1}]}', "1: id is no id"),
    ],
)
def test_whatever_a_file_holds_is_reported(
    centre: Centre, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    told = [str(complaint) for complaint in bring(centre, path).complaints]
    assert any(line.startswith(f"{name}:{reason}") for line in told), told


_CELLS = st.sampled_from(["P1", "P2", "P3", "1", "2.5", "-3", "", "x", "9780306406157", "1e3", "0"])


@st.composite
def _tables(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    return {
        header.kind: draw(
            st.lists(
                st.lists(
                    _CELLS,
                    min_size=len(header.needed) + len(header.allowed),
                    max_size=len(header.needed) + len(header.allowed),
                ),
                max_size=6,
            )
        )
        for header in HEADERS
    }


@pytest.fixture(scope="module")
def seller(office: HeadOffice) -> Register:
    return office.register()


@settings(max_examples=15, deadline=None, suppress_health_check=[*HealthCheck])
@given(tables=_tables())
def test_to_import_twice_is_to_import_once(
    centre: Centre,
    seller: Register,
    tmp_path_factory: pytest.TempPathFactory,
    tables: dict[str, list[list[str]]],
) -> None:
    folder, unit = tmp_path_factory.mktemp("files"), seller.unit
    known = {"business_unit": unit, "zone": "uk", "tax_code": "Z", "fulfilment": "pickup"}
    known |= {"currency": "GBP", "state": "allocated", "unit": "each", "promised_at": ""}
    for header in HEADERS:
        columns = [*header.needed, *header.allowed]
        lines = [",".join(columns)]
        for row in tables[header.kind]:
            cells = zip(columns, row, strict=True)
            lines.append(",".join(known.get(column, cell) for column, cell in cells))
        (folder / f"{header.kind}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    paths = sorted(folder.iterdir())
    first = bring(centre, *paths)
    before = state_of(centre)
    second = bring(centre, *paths)
    assert second.changed == {}
    assert second.complaints == first.complaints
    assert state_of(centre) == before


def test_a_large_file_goes_to_devices_in_groups_that_they_take(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    office.open_store()
    items = tmp_path / "items.csv"
    rows = "".join(f"L{number},Large {number},Books,Z\n" for number in range(2_500))
    items.write_text("item_number,name,department,tax_code\n" + rows)
    before = centre.read(lambda t: t.feeds.head("chain"))
    assert bring(centre, items).changed == {"items": 2_500}
    after = centre.read(lambda t: t.feeds.head("chain"))
    assert before is not None and after is not None
    assert after.head - before.head == 3


def test_the_document_names_the_headers_that_are_read() -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    told = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    for header in HEADERS:
        [row] = [cells for cells in told if cells[0] == header.kind]
        assert row[1].strip(" |") == ", ".join(header.needed)
        allowed = row[2].strip(" |") if len(row) > 2 else ""
        assert allowed == ", ".join(header.allowed)


def test_a_store_says_what_may_come_back(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    assert office.centre is centre
    stores = tmp_path / "stores.csv"
    head = "business_unit,name,currency,time_zone,zone,return_days,no_return"
    row = "B1,High Street,GBP,Europe/London,books,"
    stores.write_text(f"{head}\n{row}40,Wine; Cards\n", encoding="utf-8")
    assert bring(centre, stores).changed == {"stores": 1}
    with centre.database.read() as connection:
        told = dict(feed_tables(connection, "store:B1"))["configuration"]
        assert {("return_days", "40"), ("no_return", "Wine; Cards")} <= {*told}
    stores.write_text(f"{head}\n{row}soon,\n", encoding="utf-8")
    assert [str(each) for each in bring(centre, stores).complaints] == [
        "stores.csv:2: return_days is no whole number: 'soon'"
    ]


def test_a_store_says_how_it_sells(centre: Centre, office: HeadOffice, tmp_path: Path) -> None:
    assert office.centre is centre
    stores = tmp_path / "stores.csv"
    wanted = {
        "return_without_receipt": "cash",
        "cash_rounding": "5",
        "banned_hours": "Wine=22:00-08:00",
        "sale_limits": "EV021=2",
        "staff_customers": "1003=C0007",
        "sale_prompts": "Toys=Give the leaflet",
        "drawer_limit": "50000",
    }
    head = f"business_unit,name,currency,time_zone,zone,{','.join(wanted)}"
    row = "B2,Low Street,EUR,Europe/Dublin,books"
    stores.write_text(f"{head}\n{row},{','.join(wanted.values())}\n", encoding="utf-8")
    assert bring(centre, stores).changed == {"stores": 1}
    with centre.database.read() as connection:
        told = {*dict(feed_tables(connection, "store:B2"))["configuration"]}
    assert {*wanted.items()} <= told
    for name, wrong in (
        ("return_without_receipt", "stamps"),
        ("cash_rounding", "3"),
        ("banned_hours", "Wine=late"),
        ("sale_limits", "EV021=few"),
        ("drawer_limit", "much"),
    ):
        cells = ",".join(wrong if one == name else "" for one in wanted)
        stores.write_text(f"{head}\n{row},{cells}\n", encoding="utf-8")
        [complaint] = [str(each) for each in bring(centre, stores).complaints]
        assert name in complaint
        assert wrong in complaint
