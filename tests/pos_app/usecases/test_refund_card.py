"""What a card paid goes back to it: the intent first, the return with the terminal's word, never twice."""

from __future__ import annotations

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import LineNumber
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.refusals.payment import PaymentInDoubt
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.tender import TenderKind
from pos_app.ports.terminal import NO_TERMINAL, TerminalWord
from pos_app.usecases.approve import ApprovePerson
from pos_app.usecases.checkout.hear_terminal import PaymentHeard
from pos_app.usecases.checkout.pay_card import CardAsked
from pos_app.usecases.returns.return_writing import TakenBack
from tests.pos_app.fakes import ANNA, CARLA, FakeTerminal
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, counted, pounds

BAG_MINOR, CAKESTAND_MINOR = 195, 1275
APPROVED = TerminalWord.APPROVED


@pytest.fixture
def terminal(till: Till) -> FakeTerminal:
    made = till.gets_terminal()
    till.opens(ANNA)
    return made


def hears(till: Till, terminal: FakeTerminal, word: TerminalWord, minor: int = 0) -> PaymentHeard:
    terminal.says(word, minor)
    (heard,) = till.register.cards.hear_terminal().payments
    return heard


def pays(till: Till, terminal: FakeTerminal, minor: int | None = None) -> CompletedSale | None:
    amount = None if minor is None else pounds(minor)
    asked = till.register.cards.pay_card(amount=amount).payment.asked.amount_minor
    heard = hears(till, terminal, APPROVED, asked)
    return None if heard.paid is None else heard.paid.sale


def sold(till: Till, terminal: FakeTerminal, *codes: str) -> CompletedSale:
    till.scans(*codes)
    sale = pays(till, terminal)
    assert sale is not None
    return sale


def refunds(till: Till, sale: CompletedSale, pieces: int = 1, line: int = 1) -> CardAsked:
    return till.register.returns.refund_card(
        sale_id=sale.sale_id,
        parts={LineNumber(line): pieces * 1000},
        reason=ReturnReason.TOO_SMALL,
        condition=ReturnCondition.SHELF,
    )


def takes_back(till: Till, sale: CompletedSale, way: RefundWay = RefundWay.SAME) -> TakenBack:
    return till.register.returns.take_back(
        sale_id=sale.sale_id,
        parts={LineNumber(1): 1000},
        reason=ReturnReason.TOO_SMALL,
        condition=ReturnCondition.SHELF,
        way=way,
    )


def test_to_the_card_and_the_drawer_stays_shut(till: Till, terminal: FakeTerminal) -> None:
    sale = sold(till, terminal, CAKESTAND)
    asked = refunds(till, sale)
    assert till.kinds()[-1] == FactKind.PAYMENT_INTENT
    (ask, taken_as) = terminal.given_back[-1]
    assert (ask.amount, ask.gives_back) == (pounds(CAKESTAND_MINOR), True)
    assert taken_as == sale.tenders[0].proof.reference
    heard = hears(till, terminal, APPROVED, CAKESTAND_MINOR)
    assert heard.returned is not None and not heard.returned.drawer_opened
    (tender,) = heard.returned.returned.tenders
    assert (tender.kind, tender.amount) == (TenderKind.CARD, pounds(CAKESTAND_MINOR))
    assert tender.of == sale.tenders[0].proof.payment
    assert tender.proof.payment == asked.payment.payment_id.hex
    assert till.kinds()[-2:] == [FactKind.PAYMENT_OUTCOME, FactKind.SALE_RETURNED]
    assert till.drawer.opened == 0
    figures = till.register.read_figures().figures
    assert figures is not None and figures.given_back == pounds(CAKESTAND_MINOR)
    closed = till.register.close_day(count=counted((10_000, 1))).settlement
    assert (closed.difference, closed.open_payments) == (pounds(0), ())
    assert till.printer.reports[-1].figures.refund_tenders == figures.refund_tenders
    check_chain(till)


def test_a_split_sale_gives_the_card_its_part_and_cash_the_rest(
    till: Till, terminal: FakeTerminal
) -> None:
    till.scans(CAKESTAND)
    pays(till, terminal, 1000)
    sale = till.register.pay_cash(given=pounds(275)).sale
    refunds(till, sale)
    heard = hears(till, terminal, APPROVED, 1000)
    assert heard.returned is not None and heard.returned.drawer_opened
    assert [one.amount.amount_minor for one in heard.returned.returned.tenders] == [1000, 275]
    till_state = till.files.store.tills.current()
    assert till_state is not None and till_state.expected == pounds(10_000)


def test_declined_it_goes_back_in_cash_by_permission(till: Till, terminal: FakeTerminal) -> None:
    sale = sold(till, terminal, BAG)
    till.sells(CAKESTAND)
    refunds(till, sale)
    assert hears(till, terminal, TerminalWord.DECLINED).returned is None
    with pytest.raises(CardOutOfReach):
        takes_back(till, sale)
    with pytest.raises(NeedsApproval) as asked:
        takes_back(till, sale, RefundWay.CASH)
    approved = till.register.approve(asked=asked.value, person=ApprovePerson(badge="OP-13"))
    taken = till.register.session.approved(
        approved.approval, lambda: takes_back(till, sale, RefundWay.CASH)
    )
    assert taken.drawer_opened and taken.returned.tenders[0].kind is TenderKind.CASH


def test_after_a_crash_the_terminal_is_asked_and_the_return_is_complete(
    till: Till, terminal: FakeTerminal
) -> None:
    sale = sold(till, terminal, CAKESTAND)
    refunds(till, sale)
    till.restart()
    till.signs_on(ANNA)
    asked = till.register.cards.ask_terminal()
    assert asked.in_doubt and not asked.for_open_sale
    assert terminal.questions[-1].gives_back
    with pytest.raises(PaymentInDoubt):
        refunds(till, sale)
    assert hears(till, terminal, APPROVED, CAKESTAND_MINOR).returned is not None
    assert till.register.cards.ask_terminal().in_doubt == ()
    assert till.kinds().count(FactKind.SALE_RETURNED) == 1


def test_two_cards_each_get_what_they_gave(till: Till, terminal: FakeTerminal) -> None:
    till.scans(CAKESTAND)
    pays(till, terminal, 1000)
    sale = pays(till, terminal)
    assert sale is not None
    refunds(till, sale)
    first = hears(till, terminal, APPROVED, 1000)
    assert first.returned is None and first.next_part is not None
    assert terminal.given_back[-1][0].amount == pounds(275)
    assert hears(till, terminal, TerminalWord.DECLINED).returned is None
    # what went back stays with the return that was begun, through a restart
    till.restart()
    till.signs_on(CARLA)
    opened = till.register.returns.open_return(sale_id=sale.sale_id).returnable
    assert opened.begun_as is not None and opened.begun[0].amount == pounds(1000)
    till.sells(BAG, BAG)
    refunds(till, sale)
    back = hears(till, terminal, APPROVED, 275).returned
    assert back is not None
    assert [one.amount.amount_minor for one in back.returned.tenders] == [1000, 275]


def test_without_a_terminal_another_way_is_chosen(till: Till, terminal: FakeTerminal) -> None:
    sale = sold(till, terminal, BAG)
    till.terminal = NO_TERMINAL
    till.restart()
    till.signs_on(CARLA)
    facts = till.kinds()
    with pytest.raises(CardOutOfReach):
        refunds(till, sale)
    assert till.kinds() == facts
    assert takes_back(till, sale, RefundWay.CASH).returned.tenders[0].kind is TenderKind.CASH


def test_a_refund_that_nobody_knows_of_is_left_to_the_close(
    till: Till, terminal: FakeTerminal
) -> None:
    sale = sold(till, terminal, BAG)
    refunds(till, sale)
    closed = till.register.close_day(count=counted((10_000, 1))).settlement
    (left,) = closed.open_payments
    assert (left.amount, left.is_taken) == (pounds(-BAG_MINOR), False)
    # the word comes when no till is open: the return waits for one
    assert hears(till, terminal, APPROVED, BAG_MINOR).returned is None
    till.opens(ANNA)
    assert till.register.cards.ask_terminal().returned is not None
