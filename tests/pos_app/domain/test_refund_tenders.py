"""Money goes back by the ways it came, never more by one than it brought, and always all of it."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Money
from pos_app.domain.refund_tenders import RefundTender, RefundWay, refund_tenders
from pos_app.domain.tender import TenderKind, TenderLine, TenderProof

CARD, ALONE, CASH = TenderKind.CARD, TenderKind.CARD_ALONE, TenderKind.CASH
GIFT_CARD = TenderKind.GIFT_CARD


def pounds(minor: int) -> Money:
    return Money(minor, "GBP")


def paid(kind: TenderKind, minor: int, payment: str = "", change: int = 0) -> TenderLine:
    proof = TenderProof(payment=payment, last_digits="4411" if kind is CARD else "")
    return TenderLine(kind, pounds(minor + change), pounds(change), proof)


def test_a_card_gets_back_what_it_gave_before_any_cash_goes_out() -> None:
    sale = (paid(CASH, 500, change=200), paid(CARD, 700, "c1"))
    first = refund_tenders(sale, (), pounds(900))
    assert [(one.kind, one.amount, one.of) for one in first] == [
        (CARD, pounds(700), "c1"),
        (CASH, pounds(200), ""),
    ]
    assert first[0].asks_terminal and first[0].proof.last_digits == "4411"
    rest = refund_tenders(sale, first, pounds(300))
    assert rest == (RefundTender(CASH, pounds(300)),)


def test_in_cash_if_somebody_says_so() -> None:
    sale = (paid(CARD, 700, "c1"),)
    assert refund_tenders(sale, (), pounds(700), RefundWay.CASH) == (
        RefundTender(CASH, pounds(700)),
    )


def test_cash_that_went_back_for_a_card_never_lets_it_get_more_than_it_gave() -> None:
    sale = (paid(CARD, 700, "c1"), paid(CASH, 300))
    before = (RefundTender(CASH, pounds(500)),)
    assert refund_tenders(sale, before, pounds(500))[0].amount == pounds(500)


@given(
    gave=st.lists(
        st.tuples(st.sampled_from([CARD, ALONE, CASH, GIFT_CARD]), st.integers(1, 2_000)),
        min_size=1,
        max_size=4,
    ),
    shares=st.lists(st.tuples(st.integers(1, 3_000), st.sampled_from(list(RefundWay))), max_size=6),
)
def test_parts_of_a_refund_make_the_whole(
    gave: list[tuple[TenderKind, int]], shares: list[tuple[int, RefundWay]]
) -> None:
    sale = tuple(
        paid(kind, minor, "" if kind is CASH else f"p{place}")
        for place, (kind, minor) in enumerate(gave)
    )
    left = sum(minor for _, minor in gave)
    before: tuple[RefundTender, ...] = ()
    for share, way in [*shares, (left, RefundWay.SAME)]:
        amount = pounds(min(share, left))
        ways = refund_tenders(sale, before, amount, way)
        assert sum(one.amount.amount_minor for one in ways) == amount.amount_minor
        assert all(one.amount.amount_minor > 0 for one in ways)
        before, left = (*before, *ways), left - amount.amount_minor
    for tender in sale:
        if tender.kind is not CASH:
            back = sum(one.amount.amount_minor for one in before if one.of == tender.proof.payment)
            assert back <= tender.amount.amount_minor
