"""Which character a scanner meant, by the position of the key, whatever the desk's layout says."""

from typing import Final

# Rows of the main block by position: digits, upper, home and lower row, plain then with Shift.
_ROWS: Final = {
    "us": (
        ("`1234567890-=", "~!@#$%^&*()_+"),
        ("qwertyuiop[]", "QWERTYUIOP{}"),
        ("asdfghjkl;'", 'ASDFGHJKL:"'),
        ("\\zxcvbnm,./", "|ZXCVBNM<>?"),
    ),
    "uk": (
        ("`1234567890-=", '¬!"£$%^&*()_+'),
        ("qwertyuiop[]", "QWERTYUIOP{}"),
        ("asdfghjkl;'", "ASDFGHJKL:@"),
        ("#zxcvbnm,./", "~ZXCVBNM<>?"),
    ),
    "de": (
        ("^1234567890ß\u00b4", '°!"§$%&/()=?`'),
        ("qwertzuiopü+", "QWERTZUIOPÜ*"),
        ("asdfghjklöä", "ASDFGHJKLÖÄ"),
        ("#yxcvbnm,.-", "'YXCVBNM;:_"),
    ),
    "fr": (
        ("²&é\"'(-è_çà)=", "~1234567890°+"),
        ("azertyuiop^$", "AZERTYUIOP¨£"),
        ("qsdfghjklmù", "QSDFGHJKLM%"),
        ("*wxcvbn,;:!", "µWXCVBN?./§"),
    ),
}
# The scan codes of those positions (PS/2 set 1, which evdev took over).
_CODES: Final = (
    (41, *range(2, 14)),
    tuple(range(16, 28)),
    tuple(range(30, 41)),
    (43, *range(44, 54)),
)
_SPACE_CODE: Final = 57
# X11 and Wayland count key codes from 8; Windows gives the scan code itself.
OFFSETS: Final = {"xcb": 8, "wayland": 8, "windows": 0}

LAYOUTS: Final = frozenset(_ROWS)


def decode_position(scan_code: int, shift: bool, layout: str) -> str:
    """The character at a position of a layout, or nothing where the position prints none."""
    if scan_code == _SPACE_CODE:
        return " "
    for codes, rows in zip(_CODES, _ROWS[layout], strict=True):
        if scan_code in codes:
            return rows[1 if shift else 0][codes.index(scan_code)]
    return ""


def mend_caps_lock(text: str, shift: bool) -> str:
    """Undo Caps Lock on a letter that came without its position: its case must follow Shift."""
    if len(text) == 1 and text.isalpha() and text.isupper() != shift:
        return text.swapcase()
    return text
