"""The one calm pill, and how drawers are counted, without any screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos_app.domain.money import Money
from pos_app.ports.replica import SendingStatus
from ui.cash_count import CashCounting
from ui.figures import LocalTime
from ui.keys import KEYS, command_words
from ui.shell_presenter import DAY_US, pill_state
from ui.shell_state import PillState, PillTone

NOW_US = 1_763_719_200_000_000  # 2025-11-21 10:00 UTC
LOCAL = LocalTime("Europe/London")
SENT = SendingStatus(
    waiting_count=0,
    waiting_sale_count=0,
    parked_count=0,
    offline_since_us=None,
    last_proof_us=NOW_US,
    prices_from_us=NOW_US,
    refused_by_centre=False,
)


# what is wrong or not, the receipts that wait, the pill's words, its tone, and its word on a handheld
PILLS: list[tuple[SendingStatus | None, int, str, PillTone, str]] = [
    (SENT, 0, "All sent 10:00", "sent", "Sent"),
    (replace(SENT, waiting_count=3), 0, "3 going out", "waiting", "3 out"),
    (replace(SENT, offline_since_us=NOW_US), 0, "Offline 10:00", "offline", "Offline"),
    (
        replace(SENT, offline_since_us=NOW_US, waiting_count=12),
        0,
        "Offline 10:00 · 12 safe here",
        "offline",
        "Offline",
    ),
    (
        replace(SENT, prices_from_us=NOW_US - DAY_US - 1),
        0,
        "Prices from 09:59",
        "waiting",
        "Prices",
    ),
    (replace(SENT, refused_by_centre=True), 0, "Call head office", "fault", "Call"),
    (SENT, 1, "1 receipt waits", "fault", "Receipts"),
    (replace(SENT, last_proof_us=None), 0, "Not sent yet", "waiting", "Not sent"),
    (None, 0, "Starting", "waiting", ""),
]


@pytest.mark.parametrize(("status", "receipts", "words", "tone", "short"), PILLS)
def test_the_pill_says_one_calm_thing(
    status: SendingStatus | None, receipts: int, words: str, tone: PillTone, short: str
) -> None:
    assert pill_state(status, receipts, LOCAL, NOW_US) == PillState(words, tone, short)


def test_a_drawer_is_counted_note_by_note() -> None:
    counting = CashCounting("GBP")
    counting.press("2")
    counting.choose_next()
    counting.press("1")
    counting.press("1")
    counting.erase()
    assert counting.total == Money(2 * 5000 + 2000, "GBP")
    assert counting.count().pieces == ((5000, 2), (2000, 1))
    assert counting.rows()[0].trailing == "£100.00"
    counting.choose("1")
    counting.press("9")
    assert counting.total == Money(12_009, "GBP")
    counting.add_notes_of((Money(1, "EUR"),))
    counting.choose("EUR500")
    counting.press("3")
    assert counting.is_last and counting.count().foreign == (Money(1500, "EUR"),)
    assert counting.total_words() == "£120.09 + €15.00"


def test_every_key_of_the_table_says_what_it_does() -> None:
    assert len({binding.keys for binding in KEYS}) == len(KEYS)
    assert all(command_words(binding.command) for binding in KEYS)
