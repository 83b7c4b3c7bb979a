"""One line at the till says what goes with the basket, when nobody scans."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from pos_app.domain.ids import ItemId
from pos_app.domain.mentions import ReasonKind
from pos_app.domain.neighbours import pack
from pos_app.domain.upsell import Reason, Score
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, OAT_DRINK, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import opens_till, scans, shown, store_of, touches
from ui.app import StoreWindow
from ui.suggestion_words import reason_words, score_figures, short_name
from ui.widgets.mention_line import MentionLine

SAID = "Oat drink barista 1 L £2.10: 1 in 4 with Jumbo bag red… take it."


def head_office_knows(till: Till) -> None:
    """One in four bags is bought with an oat drink."""
    with agent(till.device, "chain") as chain:
        known = (1, 100, 100, pack([(3, 400, 26), (2, 300, 10)]))
        chain.execute("INSERT INTO item_neighbour VALUES (?, ?, ?, ?)", known)
    till.files.news.changed()


def line_of(window: StoreWindow) -> MentionLine:
    line = window.shell.findChild(MentionLine, "mention")
    assert isinstance(line, MentionLine)
    return line


def rests(window: StoreWindow) -> None:
    """Nobody scans for a moment."""
    screen = store_of(window).screens.checkout_screen
    [timer] = [timer for timer in screen.findChildren(QTimer) if timer.parent() is screen]
    assert timer.isActive(), "the last scan began it"
    timer.stop()
    screen.rested.emit()
    settle(window)


def test_it_is_said_when_nobody_scans_and_added_by_one_touch(
    window: StoreWindow, till: Till
) -> None:
    head_office_knows(till)
    opens_till(window)
    scans(window, BAG)
    assert line_of(window).isHidden(), "a scan waits for nothing"
    rests(window)
    assert shown(window, "mentionWords") == SAID
    touches(window, f"Add {SAID}")
    assert line_of(window).isHidden()
    assert [line.item.item_id for line in till.register.read_basket().basket.lines] == [1, 3]
    assert "suggestion" not in till.kinds()
    store_of(window).screens.checkout.offer_touched("500")
    settle(window)
    assert till.kinds()[-1] == "suggestion"


def test_it_goes_when_it_is_scanned_or_put_away(window: StoreWindow, till: Till) -> None:
    head_office_knows(till)
    opens_till(window)
    scans(window, BAG)
    rests(window)
    touches(window, "Not now")
    assert line_of(window).isHidden()
    scans(window, BAG)
    rests(window)
    assert line_of(window).isHidden(), "it is not wanted"
    scans(window, OAT_DRINK)
    assert line_of(window).isHidden()


def test_nobody_signed_on_hears_nothing(window: StoreWindow, till: Till) -> None:
    head_office_knows(till)
    opens_till(window)
    scans(window, BAG)
    store_of(window).screens.lock()
    settle(window)
    store_of(window).screens.checkout.mention.rested()
    settle(window)
    assert line_of(window).isHidden()


def test_a_long_name_ends_after_a_word() -> None:
    assert short_name("Oat drink barista 1 L") == "Oat drink barista 1 L"
    assert short_name("Jumbo bag red retrospot") == "Jumbo bag red…"
    assert short_name("Donaudampfschifffahrtsgesellschaft") == "Donaudampfschifffahrt…"


def test_every_reason_is_one_sentence() -> None:
    together = Reason(ReasonKind.BOUGHT_TOGETHER, ItemId(1), "jumbo bag", 4)
    assert reason_words(together) == "1 in 4 with jumbo bag take it."
    may = Reason(ReasonKind.GOES_WITH_ORDER, ItemId(1), "bag", 4, ordered_on="2026-05-12")
    assert reason_words(may) == "Goes with the order of 12 May."
    before = Reason(ReasonKind.BOUGHT_BEFORE, ordered_on="2026-05-12")
    assert reason_words(before) == "Bought on 12 May too."
    assert reason_words(Reason(ReasonKind.NEW_IN_RANGE, department="Bags")) == "New in Bags."
    more = Reason(ReasonKind.MORE_THAN_NEEDED, percent=40)
    assert reason_words(more) == "40 % more of it here than needed."


def test_every_part_of_a_score_can_be_shown() -> None:
    shown_parts = score_figures(Score(basket=1200, history=0, again=300, new=0, cover_percent=110))
    assert [(part.caption, part.amount) for part in shown_parts] == [
        ("Goes with this basket", "1200"),
        ("Bought before", "300"),
        ("Times how much is here", "110 %"),
        ("Together", "1650"),
    ]
