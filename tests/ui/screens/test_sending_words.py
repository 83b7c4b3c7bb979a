"""Every reason for which head office parks a fact is said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pos_app.domain.facts import FactKind
from ui.screens.sending.words import fact_words, parked_words

EXCEPTIONS = Path(__file__).parents[3] / "docs" / "exceptions.md"


def parked_kinds() -> list[str]:
    """The kinds of the first table of the document: facts that wait."""
    table = EXCEPTIONS.read_text(encoding="utf-8").split("\n## ")[1]
    return [kind for kind in re.findall(r"^\| (\w+) \|", table, re.MULTILINE) if kind != "kind"]


def test_the_document_lists_them() -> None:
    assert "unknown_item" in parked_kinds()


@pytest.mark.parametrize("kind", parked_kinds())
def test_each_has_words_of_its_own(kind: str) -> None:
    assert parked_words(kind, "4711") != parked_words("something else", "4711")
    assert kind not in parked_words(kind, "4711")


def test_every_fact_is_called_something_in_the_room() -> None:
    unnamed = [kind for kind in FactKind if fact_words(kind) == kind.replace("_", " ")]
    assert unnamed == []
