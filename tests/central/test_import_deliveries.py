"""Advance notices of a file: a store waits for what is announced, twice is once, and what is here stays."""

from pathlib import Path

from central.centre import Centre
from central.storage.feed_rows import feed_tables
from pos_app.domain.facts import FactDraft
from pos_app.domain.gs1 import check_digit
from tests.central.head_office import HeadOffice
from tests.central.test_import import bring

HEAD = "delivery,business_unit,source,item_number,quantity,expected_on,sscc\n"
PALLET = f"39520010000000001{check_digit('39520010000000001')}"


def _waits(centre: Centre, unit: str, table: str) -> list[tuple[object, ...]]:
    with centre.database.read() as connection:
        found = {name: [*rows] for name, rows in feed_tables(connection, f"store:{unit}")}
    return [tuple(row) for row in found[table]]


def test_notices_of_a_file_are_waited_for_once_and_may_be_mended(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    register = office.register()
    notice = tmp_path / "notice.csv"
    rows = (
        f"D-1,{register.unit},Bakery,N1,24,2026-11-22,{PALLET}\n"
        f"D-1,{register.unit},Bakery,N2,6,2026-11-22,{PALLET}\n"
    )
    bad = (
        f"D-1,{register.unit},Bakery,N99,6,,\n"
        f"D-2,nowhere,Bakery,N1,6,,\nD-3,{register.unit},Bakery,N1,6,,123\n"
    )
    notice.write_text(HEAD + rows + bad)
    report = bring(centre, notice)
    assert report.changed == {"deliveries": 2}
    assert [str(each) for each in report.complaints] == [
        "notice.csv:6: sscc has a wrong length or check digit: '123'",
        "notice.csv:4: there is no item 'N99'",
        "notice.csv:5: there is no store 'nowhere'",
    ]
    assert _waits(centre, register.unit, "delivery") == [
        ("D-1", "notice", "Bakery", "2026-11-22", "expected")
    ]
    assert [row[3:5] for row in _waits(centre, register.unit, "delivery_line")] == [
        (24_000, PALLET),
        (6_000, PALLET),
    ]
    notice.write_text(HEAD + rows.replace("N2,6", "N2,8"))
    again = bring(centre, notice)
    assert (again.changed, again.unchanged) == ({"deliveries": 1}, 1)
    assert [row[3] for row in _waits(centre, register.unit, "delivery_line")] == [24_000, 8_000]


def test_what_is_here_is_not_announced_again(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    register = office.register()
    notice = tmp_path / "notice.csv"
    notice.write_text(f"{HEAD}D-7,{register.unit},Dairy,N1,24,,\n")
    bring(centre, notice)
    body: dict[str, object] = {
        "delivery": "D-7",
        "kind": "notice",
        "source": "Dairy",
        "lines": [],
        "temperature_tenths": None,
    }
    register.says(FactDraft("delivery_received", body))
    register.sends()
    notice.write_text(f"{HEAD}D-7,{register.unit},Dairy,N1,48,,\n")
    assert [str(each) for each in bring(centre, notice).complaints] == [
        "notice.csv:2: delivery D-7 is here already"
    ]
