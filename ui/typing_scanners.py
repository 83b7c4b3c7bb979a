"""Typing scanners knows which scanners type at this register, and the sign that each types before its codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from pos_app.domain.gs1 import is_gtin
from ui.wedge_capture import ScannerSign, WedgeSettings

# Letters and digits begin codes of their own, a bracket begins what scanners and GS1 say of a code.
_SIGN = r"[^\w\s\[\](){}]{1,8}"
_SHOWN = re.compile(rf"(?P<sign>{_SIGN})(\][A-Za-z][0-9A-Za-z])?(?P<number>\d+)")


class TypingScanners:
    """Scanners that type look alike to a machine; only what a scanner was set up to type first tells it from others."""

    def __init__(self) -> None:
        self.words = ""
        self._obey: Callable[[WedgeSettings], None] = _nobody_listens

    def serve(self, words: str, obey: Callable[[WedgeSettings], None]) -> None:
        """The store is open; words: its setting, obey: who listens to the keys."""
        self._obey = obey
        self.change(words)

    def change(self, words: str) -> None:
        """From now on this setting counts."""
        self.words = words
        self._obey(self._settings)

    @property
    def named(self) -> tuple[ScannerSign, ...]:
        """The scanners that are told apart."""
        return tuple(sign for sign in self._settings.signs if sign.name)

    def sign_before(self, text: str) -> str:
        """What a scanner typed before the number of goods, "" where nothing stands there by which it could be known."""
        shown = _SHOWN.fullmatch(text.strip())
        if shown is None or not is_gtin(shown["number"]):
            return ""
        sign = shown["sign"]
        # what ends a code can begin none
        is_free = sign.isprintable() and not set(sign) & set(self._settings.suffixes)
        return sign if is_free else ""

    def words_with(self, sign: str) -> tuple[str, str]:
        """The setting with one more scanner, and its name: the first number that is free."""
        taken = {each.name for each in self.named}
        name = next(str(number) for number in count(1) if str(number) not in taken)
        return f"{self.words} scanner={name}:{sign}".strip(), name

    def words_without(self, name: str) -> str:
        """The setting without this scanner."""
        kept = (word for word in self.words.split() if not word.startswith(f"scanner={name}:"))
        return " ".join(kept)

    @property
    def _settings(self) -> WedgeSettings:
        return WedgeSettings.of(self.words)


def _nobody_listens(settings: WedgeSettings) -> None:
    return None
