"""A held trigger is one piece; two scanners, or two pulls of the trigger, are two."""

from pos_app.domain.scan import STANDARD_RULES
from pos_app.ports.device_lines import Reading
from ui.heard_scan import TYPED, Scan
from ui.scanner_readings import HELD_MS, LAST, TRIAL_SECONDS, ScannerReadings

MS = 1_000_000


def read(readings: ScannerReadings, reading: Reading) -> bool:
    return readings.takes(reading, Scan.of(reading, STANDARD_RULES))


def at(moment_ms: int, text: str = "96385074", source: str = "left") -> Reading:
    return Reading(text, source, moment_ms * MS)


def test_a_held_trigger_is_one_piece_for_as_long_as_it_is_held() -> None:
    readings = ScannerReadings()
    taken = [read(readings, at(moment_ms)) for moment_ms in range(0, 20 * HELD_MS, HELD_MS - 1)]
    assert taken[0] and not any(taken[1:])
    assert readings.count("left") == 1


def test_the_trigger_pulled_again_is_another_piece() -> None:
    readings = ScannerReadings()
    assert read(readings, at(0)) and read(readings, at(HELD_MS))


def test_what_a_hand_types_is_never_a_held_trigger() -> None:
    readings = ScannerReadings()
    assert all(read(readings, at(moment_ms, source=TYPED)) for moment_ms in range(3))


def test_other_codes_are_never_held_back() -> None:
    readings = ScannerReadings()
    assert all(read(readings, at(number, text=f"code {number}")) for number in range(100))
    assert [scan.text for scan in readings.latest("left")] == [
        f"code {number}" for number in range(99, 99 - LAST, -1)
    ]


def test_who_is_nearer_to_the_scanner_says_when_it_read() -> None:
    readings = ScannerReadings()
    pulls = [
        Reading("96385074", "left", 5_000 * MS, made_ns=made_ms * MS)
        for made_ms in (7_000, 7_000 + HELD_MS, 7_001 + HELD_MS)
    ]
    assert [read(readings, pull) for pull in pulls] == [True, True, False]
    anew = Reading("96385074", "left", 5_001 * MS, made_ns=0)
    assert read(readings, anew), "its clock is anew"


def test_two_scanners_that_read_the_same_have_read_two_pieces() -> None:
    readings = ScannerReadings()
    assert read(readings, at(0)) and read(readings, at(1, source="right"))
    [scan] = readings.latest("right")
    assert (scan.text, scan.source, scan.symbology) == ("96385074", "right", "EAN/UPC")
    assert readings.latest("nobody") == ()


def test_a_code_that_tries_a_scanner_goes_no_further_and_the_next_one_does() -> None:
    readings, told = ScannerReadings(), list[Scan]()
    left = frozenset({"left"})
    readings.try_next(left, 0, told.append)
    assert read(readings, at(1, source="right")), "another scanner is at work"
    assert not read(readings, at(2)) and [scan.text for scan in told] == ["96385074"]
    assert not read(readings, at(3)), "the trigger is held"
    assert read(readings, at(3 + HELD_MS))
    readings.try_next(left, 0, told.append)
    readings.end_trial()
    assert read(readings, at(1_000))
    readings.try_next(left, 2_000 * MS, told.append)
    assert read(readings, at(2_000 + TRIAL_SECONDS * 1_000)), "nobody tries it any more"
    assert len(told) == 1
