"""The tiles of a store come from a file: told once, taken away by a dash, and shown by a register as they were told."""

from pathlib import Path

from central.centre import Centre
from central.storage.feed_rows import feed_tables
from tests.central.head_office import HeadOffice
from tests.central.test_import import FILES, bring

HEAD = "business_unit,place,item_number,tile\n"


def tiles(centre: Centre, unit: str) -> list[tuple[object, ...]]:
    with centre.database.read() as connection:
        found = {name: [*rows] for name, rows in feed_tables(connection, f"store:{unit}")}
    return [tuple(row) for row in found["favourite"]]


def test_tiles_of_a_file_are_told_once_and_taken_away_by_a_dash(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    assert office.centre is centre
    for name in ("stores.csv", "taxes.csv"):
        (tmp_path / name).write_text(FILES[name])
    (tmp_path / "items.csv").write_text(
        "item_number,name,department,tax_code\nBAG,Carrier bag,Bags,BK\nNEWS,Newspaper,Press,BK\n"
    )
    file = tmp_path / "tiles.csv"
    file.write_text(
        HEAD + "B1,1,BAG,Bag\nB1,2,NEWS,Paper\nB1,0,BAG,Low\nB1,61,BAG,High\nB1,3,BAG,\n"
        "B1,4,NONE,None\nB9,1,BAG,Bag\n"
    )
    report = bring(centre, *sorted(tmp_path.iterdir()))
    told = sorted(str(complaint) for complaint in report.complaints)
    assert [complaint for complaint in told if complaint.startswith("tiles")] == [
        "tiles.csv:4: place is below 1 or above 60",
        "tiles.csv:5: place is below 1 or above 60",
        "tiles.csv:6: tile is empty",
        "tiles.csv:7: there is no item 'NONE'",
        "tiles.csv:8: there is no store 'B9'",
    ]
    bag, paper = tiles(centre, "B1")
    assert (bag[0], bag[2], paper[0], paper[2]) == (1, "Bag", 2, "Paper")
    file.write_text(HEAD + "B1,1,NEWS,News\nB1,2,NEWS,-\n")
    assert bring(centre, file).changed == {"favourites": 2}
    assert tiles(centre, "B1") == [(1, paper[1], "News"), (2, paper[1], "")]
    assert bring(centre, file).changed == {}
