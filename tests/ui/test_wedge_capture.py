"""A burst is told from typing by time alone, and no keystroke is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.wedge_capture import Burst, Ended, ScannerSign, WedgeCapture, WedgeSettings
from ui.wedge_layout import LAYOUTS, decode_position, mend_caps_lock

MS = 1_000_000


def typed(
    capture: WedgeCapture[str], text: str, gap_ms: int, start_ms: int = 0
) -> list[Ended[str]]:
    ended = []
    for at, character in enumerate(text):
        over = capture.take(character, character, (start_ms + at * gap_ms) * MS)
        ended += [over] if over else []
    return ended


def test_a_fast_burst_with_its_suffix_is_a_scan() -> None:
    capture: WedgeCapture[str] = WedgeCapture(WedgeSettings())
    assert typed(capture, "5012345678900", 3) == []
    ended = capture.close(40 * MS)
    assert ended is not None
    assert (ended.burst, ended.text) == (Burst.WHOLE, "5012345678900")
    assert not capture.is_holding


def test_typing_is_handed_back_key_by_key() -> None:
    capture: WedgeCapture[str] = WedgeCapture(WedgeSettings())
    ended = typed(capture, "apple", 120)
    assert [over.keystrokes for over in ended] == [("a",), ("p",), ("p",), ("l",)]
    assert all(over.burst is Burst.TYPED for over in ended)


def test_two_fingers_rolling_are_still_typing() -> None:
    capture: WedgeCapture[str] = WedgeCapture(WedgeSettings())
    typed(capture, "th", 10)
    ended = capture.give_up()
    assert ended is not None
    assert (ended.burst, ended.keystrokes) == (Burst.TYPED, ("t", "h"))


def test_half_a_scan_is_said_and_a_setting_takes_it() -> None:
    for settings, burst in (
        (WedgeSettings(), Burst.HALF),
        (WedgeSettings(accept_without_suffix=True), Burst.WHOLE),
    ):
        capture: WedgeCapture[str] = WedgeCapture(settings)
        typed(capture, "50123", 5)
        ended = capture.give_up()
        assert ended is not None
        assert (ended.burst, ended.text) == (burst, "50123")


def test_a_prefix_starts_a_capture_and_is_not_part_of_the_code() -> None:
    capture: WedgeCapture[str] = WedgeCapture(WedgeSettings((ScannerSign("~"),)))
    typed(capture, "~4711", 45)
    ended = capture.close(4 * 45 * MS + 10 * MS)
    assert ended is not None
    assert (ended.burst, ended.text) == (Burst.WHOLE, "4711")


def test_an_enter_long_after_is_a_hand() -> None:
    capture: WedgeCapture[str] = WedgeCapture(WedgeSettings())
    typed(capture, "7", 1)
    ended = capture.close(500 * MS)
    assert ended is not None
    assert ended.burst is Burst.TYPED


@given(st.lists(st.tuples(st.sampled_from("0123456789abc"), st.integers(0, 200)), max_size=60))
def test_every_keystroke_ends_somewhere_in_its_order(strokes: list[tuple[str, int]]) -> None:
    capture: WedgeCapture[str] = WedgeCapture(WedgeSettings())
    now, ends = 0, []
    for character, gap_ms in strokes:
        now += gap_ms * MS
        ends.append(capture.take(character, character, now))
    ends.append(capture.give_up())
    heard = "".join(stroke for ended in ends if ended for stroke in ended.keystrokes)
    assert heard == "".join(character for character, _ in strokes)


def test_positions_decode_alike_whatever_the_desk_is_set_to() -> None:
    assert [decode_position(code, False, "us") for code in (2, 3, 11)] == ["1", "2", "0"]
    assert decode_position(30, True, "us") == "A"
    assert decode_position(16, False, "fr") == "a"
    assert decode_position(57, False, "de") == " "
    assert decode_position(59, False, "us") == ""
    assert all(decode_position(code, True, name) for name in LAYOUTS for code in range(2, 13))


def test_caps_lock_does_no_harm() -> None:
    assert mend_caps_lock("A", shift=False) == "a"
    assert mend_caps_lock("a", shift=True) == "A"
    assert mend_caps_lock("7", shift=True) == "7"


def test_what_a_setting_says_counts_and_what_it_does_not_name_is_usual() -> None:
    assert WedgeSettings.of("") == WedgeSettings()
    told = WedgeSettings.of("layout=fr prefix=~ suffix=# gap=50")
    assert told == WedgeSettings((ScannerSign("~"),), "\r\n\t#", 50, 100, layout="fr")
    assert WedgeSettings.of("suffix=none").accept_without_suffix
    two = WedgeSettings.of("scanner=Hand:! prefix=~ scanner=1:!!")
    signs = (two.sign_of(text) for text in ("!!1", "!1", "~1", "1"))
    assert [None if sign is None else sign.name for sign in signs] == ["1", "Hand", "", None]
    for wrong in ("layout=xx", "gap=0", "gap=ten", "suffix=##", "prefix=", "speed=3"):
        with pytest.raises(ValueError, match=wrong):
            WedgeSettings.of(f"prefix=~ {wrong}")
    for wrong in ("scanner=Hand", "scanner=:#", "scanner=Hand:", "scanner=1:~", "scanner=A:#"):
        with pytest.raises(ValueError, match=wrong):
            WedgeSettings.of(f"scanner=A:~ {wrong}")
