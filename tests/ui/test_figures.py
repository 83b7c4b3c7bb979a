"""What people read of a code is short and has no sign without a look of its own."""

import pytest

from ui.figures import CODE_SHOWN_MAX, code_text


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("5012345678900", "5 012345 678900"),
        ("a\u202egnp.exe", "a gnp.exe"),
        ("1\n2\x1d3\x00", "1 2 3 "),
        ("7" * 2_000, "7" * CODE_SHOWN_MAX + "…"),
        ("<b>1</b>", "<b>1</b>"),
    ],
)
def test_a_code_is_shown_as_it_stands_under_its_bars(code: str, shown: str) -> None:
    assert code_text(code) == shown
