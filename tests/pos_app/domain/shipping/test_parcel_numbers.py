"""Numbers of parcels: never twice, and never misread by one digit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.shipping.destination import Destination, read_destination
from pos_app.domain.shipping.own_routing import (
    is_tracking_number,
    routing_code,
    tracking_number,
)
from pos_app.domain.shipping.refusals import NoAddress, NoCompanyPrefix, NoRoute, NumbersUsedUp
from pos_app.domain.shipping.sscc import LEFT_OUT, is_sscc, next_serial, parcel_numbers
from pos_app.domain.shipping.weight_check import expected_weight, likely_item

NUMBERS = parcel_numbers("9520123", "12", "2")


@given(st.integers(min_value=1, max_value=999_999))
@settings(max_examples=60)
def test_a_number_says_which_parcel_it_is(serial: int) -> None:
    sscc = NUMBERS.sscc(serial)
    assert is_sscc(sscc)
    assert NUMBERS.serial_of(sscc) == serial
    assert parcel_numbers("9520123", "12", "3").serial_of(sscc) is None
    tracking = tracking_number(sscc)
    assert is_tracking_number(tracking)
    for place in range(2, len(tracking)):
        other = "1" if tracking[place] != "1" else "7"
        assert not is_tracking_number(tracking[:place] + other + tracking[place + 1 :])


def test_numbers_go_on_behind_all_that_were_given() -> None:
    assert next_serial(None, 0) == 1
    assert next_serial(5, 3) == 6
    assert next_serial(5, 9) == 10
    # another device stands in its place now
    assert next_serial(None, 40) == 40 + LEFT_OUT


def test_a_workstation_has_an_end_of_numbers() -> None:
    with pytest.raises(NumbersUsedUp):
        NUMBERS.sscc(1_000_000)
    for prefix, of_store, station in (
        ("", "12", "2"),
        ("95201", "1", "A"),
        ("952012345678", "12", "2"),
    ):
        with pytest.raises(NoCompanyPrefix):
            parcel_numbers(prefix, of_store, station)


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("901 Kirkgate\nLeeds LS1 4DY", "GB-LS1-4DY"),
        ("901 Kirkgate\nLeeds\nls14dy", "GB-LS1-4DY"),
        ("Hauptstraße 5\n10115 Berlin\nDE", "DE-10-115"),
        ("Damrak 1\n1012 LG Amsterdam\nNL", "NL-10-12LG"),
    ],
)
def test_an_address_has_a_route(address: str, route: str) -> None:
    assert routing_code(read_destination("4720", "Ada", address, "gb")) == route


def test_without_postcode_there_is_none() -> None:
    with pytest.raises(NoRoute):
        read_destination("4720", "Ada", "901 Kirkgate\nLeeds", "GB")
    with pytest.raises(NoRoute):
        read_destination("4720", "Ada", "901 Kirkgate\nLeeds LS1 4DY", "")
    with pytest.raises(NoAddress):
        read_destination("4720", "Ada", " \n", "GB")
    assert Destination("Ada", ("x",), "10115", "DE").country == "DE"


def test_a_weight_is_off_from_three_percent_on_and_says_what_is_missing() -> None:
    whole = expected_weight(200, [1000, 900, 150])
    assert whole.off_grams(2250 - 67) == 0
    assert whole.off_grams(2100) == -150
    assert likely_item(-150, {"Candle": 150, "Plate": 900}) == "Candle"
    assert likely_item(-500, {"Candle": 150, "Plate": 900}) == ""
    # what nobody has weighed may be as heavy as it likes
    assert expected_weight(200, [1000, 0]).off_grams(9000) == 0
    assert expected_weight(200, [1000, 0]).off_grams(800) == -400
