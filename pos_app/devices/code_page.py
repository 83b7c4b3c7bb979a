"""Code page knows the letters that receipt printers and small displays have of their own."""

from __future__ import annotations

import unicodedata

from pos_app.domain.money_format import MINUS

# The code page of western Europe that has the euro sign; printers and displays know it as page 19.
CODE_PAGE = "CP858"
CODE_PAGE_NUMBER = 19
LIKENESSES = str.maketrans({MINUS: "-", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"'})


def printable(text: str) -> str:
    """The text in characters of the code page, one for one, so that columns stay: é stays, ő is o, 中 is ?."""
    return "".join(map(_printable, text.translate(LIKENESSES)))


def _printable(character: str) -> str:
    for form in (character, unicodedata.normalize("NFKD", character)[0]):
        try:
            form.encode(CODE_PAGE)
        except UnicodeEncodeError:
            continue
        return form
    return "?"
