"""Packs and kits of a file: devices hear of what changed, twice is once, and what cannot be is reported."""

from pathlib import Path

from central.centre import Centre
from central.recalls import call_back
from central.storage.feed_rows import feed_tables
from tests.central.head_office import HeadOffice
from tests.central.test_import import bring

CASE, PIECE = "19506000134359", "9506000134352"
FILES = {
    "a-stores.csv": "business_unit,name,currency,time_zone,zone\nB1,High Street,GBP,Europe/London,high\n",
    "b-taxes.csv": "code,name,basis_points\nBK,Books,0\n",
    "c-items.csv": "item_number,name,department,tax_code,gtin,unit,age_limit\n"
    f"OAT,Oat drink,Drinks,BK,{PIECE},each,\nRIB,Ribbon,Gifts,BK,,m,\nWINE,Wine,Drinks,BK,,each,18\n"
    "KIT,Breakfast,Drinks,BK,,each,\nYARD,Yard,Gifts,BK,,yd,\n",
    "packs.csv": "item_number,pack,pack_gtin,pack_quantity,zone,pack_price\n"
    f"OAT,case,{CASE},6,high,10.50\n"
    "RIB,roll,9506000134369,25,,\n"
    f"OAT,case,{PIECE},6,,\nOAT,case,123,6,,\nNONE,case,9506000134376,6,,\n"
    "OAT,half,9506000134383,0.5,,\nOAT,pair,9506000134376,2,high,\nOAT,pair,9506000134376,2,low,1\n",
    "kits.csv": "kit_number,part_number,part_quantity\n"
    "KIT,OAT,2\nKIT,RIB,0.5\nKIT,WINE,1\nKIT,KIT,1\nRIB,OAT,1\nKIT,NONE,1\n",
    "stock.csv": "business_unit,item_number,on_hand\nB1,KIT,3\nB1,OAT,9\n",
}
BAD = [
    "c-items.csv:6: unit is none of each, kg, m: 'yd'",
    f"packs.csv:4: the code 0{PIECE} belongs to another item, or to the item itself",
    "packs.csv:5: pack_gtin has a wrong length or check digit: '123'",
    "packs.csv:6: there is no item 'NONE'",
    "packs.csv:7: pack_quantity is no whole number of pieces",
    "packs.csv:8: zone and pack_price go together",
    "packs.csv:9: no store is in the zone 'low'",
    "kits.csv:4: the part is sold from 18 on: give its kit that age_limit",
    "kits.csv:5: a part of a kit is no kit itself",
    "kits.csv:6: a kit is sold by the piece",
    "kits.csv:7: there is no item 'NONE'",
    "stock.csv:2: 'KIT' is a kit: its parts have stock",
]


def tables(centre: Centre, feed: str) -> dict[str, list[tuple[object, ...]]]:
    with centre.database.read() as connection:
        return {name: [*map(tuple, rows)] for name, rows in feed_tables(connection, feed)}


def test_packs_and_kits_reach_the_feeds_once_and_are_called_back_with_their_item(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    assert office.centre is centre
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    report = bring(centre, *files)
    assert sorted(map(str, report.complaints)) == sorted(BAD)
    assert (report.changed["packs"], report.changed["kits"]) == (3, 2)
    ids = {row[1]: row[0] for row in tables(centre, "chain")["item"]}
    chain = tables(centre, "chain")
    assert chain["item_pack"] == [
        ("09506000134369", ids["RIB"], "roll", 25_000),
        (CASE, ids["OAT"], "case", 6000),
    ]
    assert chain["item_part"] == [(ids["KIT"], ids["OAT"], 2000), (ids["KIT"], ids["RIB"], 500)]
    assert tables(centre, "zone:high")["pack_price"] == [(CASE, 1050)]
    assert bring(centre, *files).changed == {}
    (tmp_path / "kits.csv").write_text("kit_number,part_number,part_quantity\nKIT,RIB,0\n")
    assert bring(centre, tmp_path / "kits.csv").changed == {"kits": 1}
    centre.database.write(lambda connection: call_back(connection, PIECE.zfill(14), ""))
    told = [str(row[0]) for row in tables(centre, "store:B1")["configuration"]]
    assert [code for code in (CASE, PIECE) if any(code in name for name in told)] == [CASE, PIECE]
