"""A held trigger is one piece; two scanners, or two pulls of the trigger, are two."""

from pos_app.ports.device_lines import Reading
from ui.scanner_readings import HELD_MS, TRIAL_SECONDS, ScannerReadings

MS = 1_000_000


def at(moment_ms: int, text: str = "96385074", source: str = "left") -> Reading:
    return Reading(text, source, moment_ms * MS)


def test_a_held_trigger_is_one_piece_for_as_long_as_it_is_held() -> None:
    readings = ScannerReadings()
    taken = [readings.takes(at(moment_ms)) for moment_ms in range(0, 20 * HELD_MS, HELD_MS - 1)]
    assert taken[0] and not any(taken[1:])
    assert readings.count("left") == 1


def test_the_trigger_pulled_again_is_another_piece() -> None:
    readings = ScannerReadings()
    assert readings.takes(at(0)) and readings.takes(at(HELD_MS))


def test_other_codes_are_never_held_back() -> None:
    readings = ScannerReadings()
    assert all(readings.takes(at(number, text=f"code {number}")) for number in range(100))


def test_who_is_nearer_to_the_scanner_says_when_it_read() -> None:
    readings = ScannerReadings()
    pulls = [
        Reading("96385074", "left", 5_000 * MS, made_ns=made_ms * MS)
        for made_ms in (7_000, 7_000 + HELD_MS, 7_001 + HELD_MS)
    ]
    assert [readings.takes(pull) for pull in pulls] == [True, True, False]
    assert readings.takes(Reading("96385074", "left", 5_001 * MS, made_ns=0)), "its clock is anew"


def test_two_scanners_that_read_the_same_have_read_two_pieces() -> None:
    readings = ScannerReadings()
    assert readings.takes(at(0)) and readings.takes(at(1, source="right"))
    assert (readings.last_text("right"), readings.last_text("nobody")) == ("96385074", "")


def test_a_code_that_tries_a_scanner_goes_no_further_and_the_next_one_does() -> None:
    readings, told = ScannerReadings(), list[str]()
    readings.try_next("left", 0, told.append)
    assert readings.takes(at(1, source="right")), "another scanner is at work"
    assert not readings.takes(at(2)) and told == ["96385074"]
    assert not readings.takes(at(3)), "the trigger is held"
    assert readings.takes(at(3 + HELD_MS))
    readings.try_next("left", 0, told.append)
    readings.end_trial()
    assert readings.takes(at(1_000))
    readings.try_next("left", 2_000 * MS, told.append)
    assert readings.takes(at(2_000 + TRIAL_SECONDS * 1_000)), "nobody tries it any more"
    assert told == ["96385074"]
