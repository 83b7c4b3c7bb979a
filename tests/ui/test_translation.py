"""Words come from the catalogue, and inserted values cannot shuffle a right-to-left sentence."""

from collections.abc import Iterator

import pytest

from ui.translation import (
    PSEUDO,
    PSEUDO_RIGHT_TO_LEFT,
    figure,
    install_language,
    is_right_to_left,
    own_direction,
    tr,
    tr_count,
)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    install_language("en")


def test_english_is_the_source() -> None:
    install_language("en")
    assert tr("Order {number} is here", number="4711") == "Order 4711 is here"
    assert figure("−£3.00") == "−£3.00"


def test_pseudo_text_is_at_least_forty_per_cent_longer_and_keeps_values() -> None:
    install_language(PSEUDO)
    source = "Type a name, or set the item aside"
    assert len(tr(source)) >= len(source) * 1.4
    assert "4711" in tr("Order {number}", number="4711")


def test_values_are_fenced_in_right_to_left_only() -> None:
    install_language(PSEUDO_RIGHT_TO_LEFT)
    assert is_right_to_left()
    assert "\u20684711\u2069" in tr("Order {number}", number="4711")
    assert figure("−£3.00") == "\u2066−£3.00\u2069"
    assert own_direction("A. M.") == "\u2068A. M.\u2069"
    install_language(PSEUDO)
    assert "\u2068" not in tr("Order {number}", number="4711")


def test_one_and_many() -> None:
    assert tr_count("{count} message", "{count} messages", 1) == "1 message"
    assert tr_count("{count} message", "{count} messages", 3) == "3 messages"


def test_a_language_without_catalogue_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        install_language("xx")
