"""A case, a ribbon by the metre, a breakfast set, one size of a style: one line each, and the right stock moves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from central.demo_goods import pack_code
from pos_app.domain.facts import FactKind
from pos_app.files.database import open_reader
from resources.demo.readers import read_items, read_stock
from storeday.shop import CARLA, LUNCH_BAG, OAT_DRINK
from tests.stories.receipts import first_receipt, papers_say
from tests.stories.robots import Cashier
from tests.stories.world import Shop, differences

ITEM_IDS = {item.item_number: item.item_id for item in read_items()}
NOTEBOOK = next(item for item in read_items() if item.name == "Small red babushka notebook")
NOTEBOOKS = next(
    row.on_hand
    for row in read_stock()
    if (row.business_unit, row.item_number) == ("12", NOTEBOOK.item_number)
)
OAT, BAG = ITEM_IDS["EV005"], ITEM_IDS["20725"]
CASE = pack_code(OAT_DRINK.code.zfill(14))
FILES = {
    "items.csv": "item_number,name,department,tax_code,unit\n"
    "SET-1,Breakfast set,Gifts,Z,each\nRIB-1,Silk ribbon,Gifts,S,m\n",
    "prices.csv": "zone,item_number,price\n{zone},SET-1,5.00\n{zone},RIB-1,2.00\n",
    "stock.csv": "business_unit,item_number,on_hand\n{unit},RIB-1,40\n",
    "kits.csv": "kit_number,part_number,part_quantity\nSET-1,EV005,2\nSET-1,20725,1\n",
}


SET_ORDER = "SET-4711"


def head_office_brings(store: Shop, folder: Path) -> None:
    """Files of goods, loaded while the centre stands still."""
    folder.mkdir()
    for name, text in FILES.items():
        settings = store.settings
        told = text.format(zone=settings.zone, unit=settings.business_unit)
        (folder / name).write_text(told, encoding="utf-8")
    store.office.run("import", *map(str, sorted(folder.iterdir())))


def register_knows(store: Shop, table: str) -> bool:
    """Whether the catalogue of the register has rows of it by now."""
    newest = max(store.register.generations("chain"))
    reader = open_reader(store.register.replica("chain", newest), "")
    try:
        return bool(reader.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0])
    finally:
        reader.close()


def moved_at_head_office(store: Shop) -> dict[int, int]:
    """What the facts of the register did to stock there, by item in thousandths."""
    sources = [fact.fact_id.hex for fact in store.facts()]
    reader = open_reader(store.office.folder / "central.db", "")
    try:
        rows = reader.execute(
            "SELECT item_id, sum(difference_milli) FROM stock_movement WHERE source IN"
            " (SELECT value FROM json_each(?)) GROUP BY item_id",
            (json.dumps(sources),),
        ).fetchall()
    finally:
        reader.close()
    return dict(rows)


def fills_the_basket(cashier: Cashier) -> None:
    """A case of six and a piece of it, a set, and two metres and a half of ribbon."""
    cashier.scans_code(CASE)
    cashier.is_told("1 case (6 pieces) × £10.50")
    cashier.scans(OAT_DRINK)
    cashier.owes("£12.45")
    cashier.scans_code(CASE)
    cashier.is_told("2 × case (6 pieces) × £10.50")
    cashier.owes("£22.95")
    cashier.touches("Qty")
    cashier.hands.keys_in("1")
    cashier.touches("Set quantity")
    cashier.owes("£12.45")
    cashier.types("SET-1")
    cashier.presses_enter()
    cashier.is_told(f"with {LUNCH_BAG.name}, 2 × {OAT_DRINK.name}")
    cashier.owes("£17.45")
    cashier.types("babushka notebook")
    cashier.is_told("6 kinds: choose size and colour")
    cashier.presses_enter()
    cashier.touches(f"Red, Small, {NOTEBOOKS} here")
    cashier.owes("£18.30")
    cashier.touches("Remove")
    cashier.types("RIB-1")
    cashier.presses_enter()
    cashier.is_told("Length in m")
    cashier.hands.keys_in("2500")
    cashier.touches("Take this length")
    cashier.is_told("2.500 m × £2.00/m")
    cashier.owes("£22.45")


@pytest.mark.timeout(180)
def test_a_case_a_kit_and_a_ribbon_are_sold_and_a_piece_of_the_case_comes_back(
    store: Shop, tmp_path: Path
) -> None:
    head_office_brings(store, tmp_path / "goods")
    cashier = store.opens()
    cashier.opens_till(CARLA)
    store.waits_until(lambda: register_knows(store, "item_part"), "the kit")
    store.goes_offline()
    fills_the_basket(cashier)
    cashier.pays()
    cashier.is_told("Receipt printed")
    [case] = papers_say(store, "case")
    assert re.fullmatch(r"1 case \(6 pieces\) × £10.50 +£10.50 Z", case.strip())
    assert [words.strip() for words in papers_say(store, "with")] == [
        f"with {LUNCH_BAG.name}",
        f"with 2 × {OAT_DRINK.name}",
    ]
    cashier.touches("Next customer")
    cashier.scans_code(first_receipt(store))
    cashier.is_told("0 of 6 · 1 case (6 pieces)")
    cashier.scans_code(OAT_DRINK.code)
    cashier.scans_code(OAT_DRINK.code)
    cashier.touches("Changed mind", "Give back £3.70")
    cashier.is_told("Drawer opens.")
    told = json.loads(store.facts(FactKind.SALE_COMPLETED)[0].body)["lines"]
    lines = [line for line in told if not line["voided"]]
    assert [line["quantity_milli"] for line in lines] == [6000, 1000, 1000, 2500]
    assert lines[0]["piece"] == {"pack": "case", "pack_milli": 6000, "pack_minor": 1050}
    assert [part["item_id"] for part in lines[2]["parts"]] == [BAG, OAT]
    store.comes_back()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    moved = moved_at_head_office(store)
    assert (moved[OAT], moved[BAG]) == (-6000 - 1000 - 2000 + 2000, -1000)
    # the same set, ordered in the web: whoever fetches it is sent for its parts
    line = {"item_number": "SET-1", "quantity_milli": 1000, "price_minor": 500}
    unit = store.settings.business_unit
    words: dict[str, object] = {"order_number": SET_ORDER, "fulfilment": "pickup", "paid": True}
    store.office.place_order({**words, "business_unit": unit, "lines": [line]})
    cashier.touches("Pickup")
    cashier.types(SET_ORDER)
    cashier.touches(f"Open {SET_ORDER}")
    cashier.is_told("0 of 1 · 1 not fetched yet · part of Breakfast set")
    assert differences(store.books()) == {}
