"""What is worth a mention: the parts of a score, and reasons that are true."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.mentions import ReasonKind
from pos_app.domain.neighbours import ENTRIES_MAX, Entry, ItemNeighbours, pack, unpack
from pos_app.domain.upsell import (
    Candidate,
    PastBasket,
    Score,
    Shelf,
    Taste,
    bought_together,
    does_not_buy_twice,
    fits,
    reason_for,
    remembered,
)

BAG, CAKESTAND, PLATES, CASES = ItemId(1), ItemId(2), ItemId(3), ItemId(4)
KNOWN = {
    BAG: ItemNeighbours(200, 400, ((PLATES, 900, 48), (CASES, 500, 4))),
    CAKESTAND: ItemNeighbours(100, 50, ((PLATES, 300, 30), (BAG, 100, 20))),
    PLATES: ItemNeighbours(80, 500, ((BAG, 700, 48),)),
}
TASTE = Taste(again=1000, half_life_days=90, again_max=1500, history_percent=2)
PLENTY = Shelf(100_000, 0, 0)
IN_MAY = PastBasket(OrderNumber("B7"), "2026-05-12", 194, (CAKESTAND,))

_entries = st.lists(
    st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 65_535), st.integers(0, 65_535)),
    max_size=ENTRIES_MAX,
)


@given(_entries)
def test_a_row_says_what_was_packed_in_less_than_a_kilobyte(entries: list[Entry]) -> None:
    text = pack(entries)
    assert unpack(text) == tuple(entries)
    assert len(text) <= 1000


@given(st.text(max_size=40))
def test_a_spoilt_row_harms_nothing(text: str) -> None:
    assert all(len(entry) == 3 for entry in unpack(text))


def test_the_parts_of_a_fit_add_up() -> None:
    today = PastBasket(OrderNumber("B9"), "2026-11-22", 0, (CASES,))
    found = fits((BAG, CAKESTAND), (today,), KNOWN, TASTE)
    assert found.score(PLATES) == Score(basket=1200, history=0, again=0, new=0)
    assert found.score(CASES) == Score(basket=500, history=0, again=1000, new=0)
    assert found.score(CASES).total == found.score(CASES).fit == 1500
    assert found.totals() == {PLATES: 1200, CASES: 1500, BAG: 100}


def test_a_purchase_counts_half_after_three_months_and_less_later() -> None:
    def again(days_ago: int) -> int:
        past = PastBasket(OrderNumber("B1"), "", days_ago, (CASES,))
        return fits((), (past,), {}, TASTE).score(CASES).again

    assert [again(days) for days in (0, 45, 90, 135, 180)] == [1000, 750, 500, 375, 250]
    assert again(5_000) == 0


def test_what_lies_unsold_lifts_and_what_is_scarce_lowers() -> None:
    def cover(on_hand: int, weekly: int | None) -> int:
        return Shelf(on_hand * 1000, 0, 0, None if weekly is None else weekly * 1000).cover_percent

    assert cover(80, 10) == 100, "eight weeks are what is needed"
    assert (cover(0, 10), cover(160, 10), cover(9_999, 10)) == (50, 150, 150)
    assert cover(5, None) == cover(5, 0) == 100, "nobody knows"
    assert Shelf(112_000, 0, 0, 10_000).more_percent == 40
    assert Shelf(112_000, 20_000, 12_000, 10_000).more_percent == 0


def test_one_in_four_is_true() -> None:
    assert bought_together(PLATES, (BAG, CAKESTAND), KNOWN) == (CAKESTAND, 4), "30 of 100"
    assert bought_together(PLATES, (BAG,), KNOWN) == (BAG, 5), "48 of 200 are not one in four"
    assert bought_together(CASES, (BAG,), KNOWN) is None, "four baskets prove nothing"


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_share_is_never_said_too_high(baskets: int, together: int) -> None:
    known = {BAG: ItemNeighbours(max(baskets, together), 0, ((PLATES, 1, together),))}
    pair = bought_together(PLATES, (BAG,), known)
    if pair is not None:
        assert together * pair[1] >= known[BAG].baskets


def test_the_strongest_part_that_can_be_proven_is_the_reason() -> None:
    strong = Candidate(PLATES, Score(1200, 10, 0, 0), PLENTY)
    reason = reason_for(strong, (BAG,), (IN_MAY,), KNOWN)
    assert reason is not None
    assert (reason.kind, reason.with_item, reason.one_in) == (ReasonKind.BOUGHT_TOGETHER, BAG, 5)
    later = reason_for(Candidate(PLATES, Score(0, 10, 0, 0), PLENTY), (), (IN_MAY,), KNOWN)
    assert later is not None
    assert (later.kind, later.ordered_on) == (ReasonKind.GOES_WITH_ORDER, "2026-05-12")
    again = reason_for(Candidate(CAKESTAND, Score(0, 0, 9, 0), PLENTY), (), (IN_MAY,), KNOWN)
    assert again is not None and again.kind is ReasonKind.BOUGHT_BEFORE
    lying = Shelf(112_000, 0, 0, 10_000)
    lifted = Candidate(CASES, Score(500, 0, 0, 0, lying.cover_percent), lying)
    more = reason_for(lifted, (BAG,), (), KNOWN)
    assert more is not None and (more.kind, more.percent) == (ReasonKind.MORE_THAN_NEEDED, 40)
    new = reason_for(Candidate(CASES, Score(0, 0, 0, 300), PLENTY, "Kitchen"), (), (), KNOWN)
    assert new is not None and (new.kind, new.department) == (ReasonKind.NEW_IN_RANGE, "Kitchen")


def test_without_proof_there_is_no_reason() -> None:
    assert reason_for(Candidate(CASES, Score(500, 0, 0, 0), PLENTY), (BAG,), (), KNOWN) is None


def test_what_few_come_back_for_is_not_asked_again() -> None:
    lately = PastBasket(OrderNumber("B8"), "2026-11-10", 12, (CAKESTAND, PLATES))
    assert does_not_buy_twice(CAKESTAND, (lately,), KNOWN)
    assert not does_not_buy_twice(PLATES, (lately,), KNOWN), "half of its buyers come back"
    assert not does_not_buy_twice(CAKESTAND, (lately, IN_MAY), KNOWN), "this one came back"
    assert not does_not_buy_twice(CAKESTAND, (IN_MAY,), KNOWN), "half a year ago"
    assert does_not_buy_twice(CASES, (PastBasket(OrderNumber("B8"), "", 1, (CASES,)),), KNOWN)


def test_of_many_orders_the_newest_sixty_items_count() -> None:
    def of(number: int, count: int) -> PastBasket:
        return PastBasket(OrderNumber(str(number)), "", number, tuple(map(ItemId, range(count))))

    kept = remembered((of(1, 40), of(2, 0), of(3, 40), of(4, 40)))
    assert [(basket.days_ago, len(basket.items)) for basket in kept] == [(1, 40), (3, 20)]
