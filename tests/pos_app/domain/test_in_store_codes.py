"""A store's own numbers carry weight, price or count as its rules say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import in_store_codes, own_codes
from pos_app.domain.gs1 import is_gtin, measure_check_digit
from pos_app.domain.in_store_codes import COUNTRIES, InStoreRule, in_store_rules
from pos_app.domain.measure import Measure, MeasureKind
from pos_app.domain.own_codes import STANDARD, OwnKind, own_prefixes
from pos_app.domain.quantity import Quantity

PATTERNS = sorted({pattern for patterns in COUNTRIES.values() for pattern in patterns})


@given(st.sampled_from(PATTERNS), st.data())
def test_what_was_written_is_read_again(pattern: str, data: st.DataObject) -> None:
    rule = InStoreRule.of(pattern)
    items, figures = pattern.count("I"), rule.figure.stop - rule.figure.start
    item = data.draw(st.text("0123456789", min_size=items, max_size=items))
    figure = data.draw(st.integers(0, 10**figures - 1))
    written = rule.write(item, figure)
    assert is_gtin(written)
    found = in_store_rules(pattern).rule_for("0" + written)
    assert found == rule
    said = rule.read(written)
    assert said.item_number == item
    assert said.item_gtin == "0" + rule.write(item, 0)
    assert said.measure is not None
    assert (said.measure.digits, said.measure.kind) == (figure, rule.kind)


@pytest.mark.parametrize(
    ("rules", "digits", "kind", "figure"),
    [
        ("DE", "2812345012504", MeasureKind.WEIGHT, "0.125"),
        ("SE", "2012345604996", MeasureKind.PRICE, "4.99"),
        ("SE", "2212345604994", MeasureKind.PRICE, "499"),
        ("US", "0212345904991", MeasureKind.PRICE, "4.99"),
        ("27IIIINNNNNNK", "2712340000126", MeasureKind.COUNT, "12"),
    ],
)
def test_each_country_has_its_figures(
    rules: str, digits: str, kind: MeasureKind, figure: str
) -> None:
    rule = in_store_rules(rules).rule_for("0" + digits)
    assert rule is not None
    value = int(figure.replace(".", ""))
    measure = rule.read(rule.write(rule.read(digits).item_number, value)).measure
    assert measure is not None
    assert (measure.kind, measure.text) == (kind, figure)


def test_the_examples_of_the_general_specifications_check() -> None:
    assert [measure_check_digit(figure) for figure in ("2875", "14685")] == ["9", "6"]


def test_a_wrong_digit_inside_leaves_the_figure_unknown() -> None:
    rule = InStoreRule.of("28IIIICWWwwwK")
    right = rule.write("1234", 1250)
    wrong = right[:6] + str((int(right[6]) + 1) % 10) + right[7:]
    assert rule.read(wrong).measure is None
    assert rule.read(right).measure == Measure(MeasureKind.WEIGHT, 1250, 3)


@pytest.mark.parametrize(
    "word", ["", "GBR", "28IIIIWWWWWw", "28IIIICWWWwwwK", "28WWWwwwwwwwK", "28IIXIIWWWwwK", "XXXX"]
)
def test_what_is_no_rule_is_complained_of_and_passed_over(word: str) -> None:
    assert in_store_rules(f"{word} gb") == in_store_rules("GB")
    assert in_store_codes.complaints(f"{word} gb") == ((word,) if word else ())


@given(st.text())
def test_no_setting_raises(text: str) -> None:
    in_store_rules(text)
    in_store_codes.complaints(text)
    own_prefixes(text)
    own_codes.complaints(text)


def test_a_number_with_an_indicator_is_no_in_store_code() -> None:
    assert in_store_rules("GB").rule_for("12012345000001") is None


def test_a_measure_is_rounded_to_what_the_till_counts() -> None:
    assert Measure(MeasureKind.WEIGHT, 12_345, 5).quantity == Quantity(123, "kg")
    assert Measure(MeasureKind.WEIGHT, 12_350, 5).quantity == Quantity(124, "kg")
    assert Measure(MeasureKind.WEIGHT, 0, 3).quantity is None
    assert Measure(MeasureKind.PRICE, 12_345, 3).price_minor("GBP") == 1235
    assert Measure(MeasureKind.PRICE, 1234, 2).price_minor("JPY") == 12
    assert Measure(MeasureKind.PRICE, 0, 2).price_minor("GBP") is None


@given(st.sampled_from(sorted(OwnKind)), st.text("ABC-123", min_size=1))
def test_a_label_of_the_store_names_its_thing(kind: OwnKind, name: str) -> None:
    prefixes = own_prefixes("")
    assert prefixes.kind_of(prefixes.write(kind, name)) == (kind, name)


def test_a_store_has_beginnings_of_its_own() -> None:
    prefixes = own_prefixes("tote=T bin=B/ badge=X pickup=12 shelf=S bay= loyalty=TO")
    assert prefixes.kind_of("T7") == (OwnKind.TOTE, "7")
    assert prefixes.kind_of("TO7") == (OwnKind.LOYALTY, "7")
    assert prefixes.kind_of("B/A4") == (OwnKind.BIN, "A4")
    assert prefixes.kind_of("127") is None
    assert prefixes.kind_of("X7") is None
    assert prefixes.kind_of("OP-7") == (OwnKind.BADGE, "7")
    assert prefixes.kind_of(STANDARD[OwnKind.PICKUP]) is None
    wrong = own_codes.complaints("tote=T badge=X pickup=12 shelf=S bay= bin=T")
    assert wrong == ("badge=X", "pickup=12", "shelf=S", "bay=", "tote=T", "bin=T")
