"""Every refusal and every fault has words, and they keep the rules of the house's language."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from uuid import UUID

import pytest

from pos_app.domain.ids import ItemId
from pos_app.domain.money import Money
from pos_app.domain.refusals.coupons import WhyNoCoupon
from pos_app.domain.refusals.refusal import Refusal
from pos_app.ports.faults import Fault, PrinterBusy, StorageBroken
from ui.fault_messages import has_message, notice_of
from ui.notice_state import NoticeKind

_SAMPLES: dict[str, object] = {
    "str": "2026-11-21",
    "int": 3,
    "int | None": None,
    "bool": True,
    "ItemId": ItemId(7),
    "tuple[str, ...]": ("B3", "F1"),
    "Money": Money(3762, "GBP"),
    "UUID": UUID(int=7),
    "WhyNoCoupon": WhyNoCoupon.USED_UP_BY_CUSTOMER,
}
_BANNED = re.compile(r"\b(error|invalid|failed|please|sorry|he|she|null|none)\b|!", re.IGNORECASE)


def _all_below(kind: type[Exception]) -> list[type[Exception]]:
    return [found for child in kind.__subclasses__() for found in (child, *_all_below(child))]


def _kinds(root: type[Exception], package: str) -> list[type[Exception]]:
    return [kind for kind in _all_below(root) if kind.__module__.startswith(package)]


KINDS = [*_kinds(Refusal, "pos_app"), *_kinds(Fault, "pos_app")]


def _sample(kind: type[Exception]) -> Exception:
    if not is_dataclass(kind):
        return kind()
    return kind(*(_SAMPLES[str(field.type)] for field in fields(kind)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_class_has_words_of_its_own(kind: type[Exception]) -> None:
    notice = notice_of(_sample(kind))
    assert has_message(kind)
    assert notice.text.endswith(".")
    assert not _BANNED.search(notice.text)
    assert bool(notice.key_text) == bool(notice.key_action)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_it_says_what_happened_in_few_words(kind: type[Exception]) -> None:
    first, _, _ = notice_of(_sample(kind)).text.partition(". ")
    assert len(first.split()) <= 9


def test_faults_keep_until_mended_and_name_what_mends_them() -> None:
    for kind in set(_kinds(Fault, "pos_app")) - {PrinterBusy}:
        notice = notice_of(_sample(kind))
        assert notice.kind is NoticeKind.FAULT
        assert notice.subject


def test_after_a_write_that_did_not_reach_the_disk_the_last_sale_is_in_question() -> None:
    """SYNC T6."""
    assert "last sale may not be stored" in notice_of(StorageBroken()).text
    assert "last sale" not in notice_of(StorageBroken(is_damage=True)).text


def test_a_bug_shows_its_reference_and_that_the_sale_is_safe() -> None:
    notice = notice_of(RuntimeError("x"), "K7Q2")
    assert "K7Q2" in notice.text
    assert "The sale is saved" in notice.text
