"""What a scanner types before a number of goods is its sign; letters, digits and what ends a code are none."""

import pytest

from ui.typing_scanners import TypingScanners
from ui.wedge_capture import ScannerSign, WedgeSettings

GOODS = "5012345678900"


@pytest.fixture
def scanners() -> TypingScanners:
    made = TypingScanners()
    made.serve("suffix=# layout=de", list[WedgeSettings]().append)
    return made


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (f"~{GOODS}", "~"),
        (f"!!{GOODS}", "!!"),
        (f"~]E0{GOODS}", "~"),
        ("~96385074\r", "~"),
        (GOODS, ""),
        (f"]E0{GOODS}", ""),
        (f"A{GOODS}", ""),
        (f"7{GOODS}", ""),
        (f"#{GOODS}", ""),
        (f"\x02{GOODS}", ""),
        (f"({GOODS}", ""),
        (f"~~~~~~~~~{GOODS}", ""),
        ("~5012345678901", ""),
        ("~", ""),
    ],
)
def test_what_is_a_sign(scanners: TypingScanners, text: str, sign: str) -> None:
    assert scanners.sign_before(text) == sign


def test_scanners_are_learned_and_forgotten_and_other_words_stay(scanners: TypingScanners) -> None:
    words, name = scanners.words_with("~")
    assert (words, name) == ("suffix=# layout=de scanner=1:~", "1")
    scanners.change(words)
    words, name = scanners.words_with("!")
    scanners.change(words)
    assert scanners.named == (ScannerSign("~", "1"), ScannerSign("!", "2"))
    scanners.change(scanners.words_without("1"))
    assert scanners.words == "suffix=# layout=de scanner=2:!"
    assert scanners.words_with("~")[1] == "1", "the number that is free"


def test_whoever_listens_to_the_keys_obeys_at_once() -> None:
    heard = list[WedgeSettings]()
    scanners = TypingScanners()
    scanners.serve("", heard.append)
    scanners.change("scanner=Hand:!")
    assert [settings.signs for settings in heard] == [(), (ScannerSign("!", "Hand"),)]
