"""The words on screen: English is the source, a catalogue per language replaces it whole."""

import json
import re
from dataclasses import dataclass
from typing import Final

from ui.resource_folder import RESOURCES

PSEUDO: Final = "pseudo"
PSEUDO_RIGHT_TO_LEFT: Final = "ar-pseudo"
SOURCE: Final = "en"

_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_PLACEHOLDER: Final = re.compile(r"(\{[^{}]*\})")
_ACCENTED: Final = str.maketrans("aceinosuyACEINOSUY", "áçéîñöšüýÁÇÉÎÑÖŠÜÝ")
_ARABIC: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابكدهفغحيجقلمنوبتركستخثصشذ")
_ISOLATE: Final = "\u2068"
_LEFT_TO_RIGHT: Final = "\u2066"
_END_ISOLATE: Final = "\u2069"


@dataclass(slots=True)
class _Language:
    code: str
    right_to_left: bool
    catalogue: dict[str, str]


_language = _Language(code=SOURCE, right_to_left=False, catalogue={})


def install_language(code: str) -> None:
    """Choose the language of every later `tr`; an unknown code raises FileNotFoundError."""
    catalogue: dict[str, str] = {}
    if code not in (SOURCE, PSEUDO, PSEUDO_RIGHT_TO_LEFT):
        path = RESOURCES / "translations" / f"{code}.json"
        catalogue = json.loads(path.read_text(encoding="utf-8"))
    _language.code = code
    _language.right_to_left = code.partition("-")[0] in _RIGHT_TO_LEFT
    _language.catalogue = catalogue


def language() -> str:
    """The installed language's code."""
    return _language.code


def is_right_to_left() -> bool:
    """Whether the installed language reads from right to left."""
    return _language.right_to_left


def tr(text: str, **values: object) -> str:
    """The text in the installed language with its named values filled in."""
    template = _translated(text)
    if not values:
        return template
    if _language.right_to_left:
        return template.format(**{name: isolated(str(value)) for name, value in values.items()})
    return template.format(**values)


def tr_count(one: str, many: str, count: int, **values: object) -> str:
    """`one` when the count is 1, else `many`; the count itself is the value {count}."""
    return tr(one if count == 1 else many, count=count, **values)


def isolated(value: str) -> str:
    """The value fenced off, so that its direction cannot shuffle the sentence around it."""
    return f"{_ISOLATE}{value}{_END_ISOLATE}"


def own_direction(text: str) -> str:
    """A name or a sentence from elsewhere: it reads in the direction of its own first letter."""
    return isolated(text) if _language.right_to_left and text else text


def figure(value: str) -> str:
    """Money, quantities and bins: they read left to right in every language."""
    return f"{_LEFT_TO_RIGHT}{value}{_END_ISOLATE}" if _language.right_to_left and value else value


def _translated(text: str) -> str:
    if _language.code == PSEUDO:
        return _pseudo(text)
    if _language.code == PSEUDO_RIGHT_TO_LEFT:
        return _outside_placeholders(text.lower(), _ARABIC)
    return _language.catalogue.get(text, text)


def _pseudo(text: str) -> str:
    """Accented, bracketed and 40 % longer, so that untranslated and clipped text show."""
    letters = len(_PLACEHOLDER.sub("", text))
    padding = max(1, -(-letters * 4 // 10) - 2)
    # in words of at most eight, so that wrapped text can break in it as in any other
    longer = " ".join("~" * min(8, padding - at) for at in range(0, padding, 8))
    return f"[{_outside_placeholders(text, _ACCENTED)}{longer}]"


def _outside_placeholders(text: str, table: dict[int, int]) -> str:
    parts = _PLACEHOLDER.split(text)
    return "".join(part if part.startswith("{") else part.translate(table) for part in parts)
