"""What a card pays of an order at the counter, and gets back of it when goods are refused after all."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.handover import HandoverPlan
from pos_app.domain.pickup_code import ShownCode
from pos_app.domain.refusals.basket import NothingToPay
from pos_app.domain.refusals.orders import PiecesLeft, RemainderToPay
from pos_app.domain.refusals.payment import NoCardTerminal, PaymentInDoubt
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.tender import TenderKind
from pos_app.ports.terminal import TerminalWord
from tests.pos_app.fakes import ELLA, FakeTerminal
from tests.pos_app.order_shelf import READY, UNPAID, code_of, fill_shelf
from tests.pos_app.till import FLOAT, Till, check_chain, pounds

WHOLE = HandoverPlan(frozenset({1}))
# the second of two lines, £2.10 of £6.00, stays here for good
REFUSED = HandoverPlan(frozenset({1}), refused=frozenset({2}))
MOVED = [FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME]


@pytest.fixture
def terminal() -> FakeTerminal:
    return FakeTerminal()


@pytest.fixture
def till(tmp_path: Path, terminal: FakeTerminal) -> Iterator[Till]:
    till = Till(tmp_path, terminal=terminal)
    fill_shelf(till)
    till.opens(ELLA)
    comes(till)
    yield till
    check_chain(till)
    till.close()


def comes(till: Till) -> None:
    till.pickup.check_person.by_code(shown=ShownCode(code_of(UNPAID), UNPAID))


def says(till: Till, terminal: FakeTerminal, word: TerminalWord, minor: int = 0) -> None:
    terminal.says(word, minor)
    till.register.cards.hear_terminal()


def owed(till: Till, plan: HandoverPlan = WHOLE) -> int:
    opened = till.pickup.open_order(number=UNPAID).opened
    return opened.to_pay("GBP", plan).amount_minor


def test_a_card_pays_and_the_goods_leave(till: Till, terminal: FakeTerminal) -> None:
    till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    assert terminal.asked[-1].amount == pounds(600)
    with pytest.raises(PaymentInDoubt):
        till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    says(till, terminal, TerminalWord.APPROVED, 600)
    assert owed(till) == 0
    with pytest.raises(NothingToPay):
        till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    till.pickup.hand_over(number=UNPAID, plan=WHOLE)
    assert till.kinds()[-3:] == [*MOVED, FactKind.ORDER_HANDED_OVER]
    assert till.files.store.payments.open() == ()
    figures = till.register.read_figures().figures
    assert figures is not None
    assert figures.order_tenders == ((TenderKind.CARD, pounds(600)),)
    assert (figures.tenders, figures.sales_total) == ((), pounds(0)), "it is no sale of this till"


@pytest.mark.parametrize("word", [TerminalWord.DECLINED, TerminalWord.CANCELLED])
def test_what_the_terminal_did_not_take_is_still_to_pay(
    till: Till, terminal: FakeTerminal, word: TerminalWord
) -> None:
    till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    says(till, terminal, word)
    with pytest.raises(RemainderToPay):
        till.pickup.hand_over(number=UNPAID, plan=WHOLE)
    till.pickup.hand_over(number=UNPAID, plan=WHOLE, takes_cash=pounds(600))


def test_what_was_taken_is_there_after_a_kill_and_on_the_next_day(
    till: Till, terminal: FakeTerminal
) -> None:
    till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    till.restart()
    till.signs_on(ELLA)
    terminal.says(TerminalWord.APPROVED, 600)
    heard = till.register.cards.hear_terminal()
    assert heard.payments[0].payment.order == UNPAID
    till.register.close_day(count=FLOAT)
    till.clock.wall_us += 24 * 3600 * 1_000_000
    till.opens(ELLA)
    comes(till)
    assert owed(till) == 0
    till.pickup.hand_over(number=UNPAID, plan=WHOLE)
    assert till.files.store.payments.open() == ()


def test_what_is_refused_after_it_was_paid_goes_back_to_the_card(
    till: Till, terminal: FakeTerminal
) -> None:
    till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    says(till, terminal, TerminalWord.APPROVED, 600)
    assert owed(till, REFUSED) == -210
    with pytest.raises(RemainderToPay):
        till.pickup.hand_over(number=UNPAID, plan=REFUSED)
    till.pickup.give_back_remainder(number=UNPAID, plan=REFUSED)
    ask, reference = terminal.given_back[-1]
    assert (ask.amount, ask.gives_back) == (pounds(210), True)
    assert reference.startswith("V400.")
    says(till, terminal, TerminalWord.APPROVED, 210)
    done = till.pickup.hand_over(number=UNPAID, plan=REFUSED)
    assert done.refund == pounds(0), "nothing of it was paid elsewhere"
    figures = till.register.read_figures().figures
    assert figures is not None
    assert figures.order_tenders == ((TenderKind.CARD, pounds(390)),)
    assert till.files.store.payments.open() == ()


def test_what_no_card_can_have_goes_back_in_cash_by_permission(
    till: Till, terminal: FakeTerminal
) -> None:
    till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    [payment] = till.files.store.payments.open()
    till.register.cards.settle_payment(payment_id=payment.payment_id, is_taken=True)
    with pytest.raises(CardOutOfReach):
        till.pickup.give_back_remainder(number=UNPAID, plan=REFUSED)
    with pytest.raises(NeedsApproval):
        till.pickup.hand_over(number=UNPAID, plan=REFUSED, takes_cash=pounds(-210))
    assert till.kinds()[-1] == FactKind.PAYMENT_OUTCOME


def test_nothing_is_asked_while_a_bag_lies_in_its_bay_or_there_is_no_terminal(
    till: Till, terminal: FakeTerminal
) -> None:
    with pytest.raises(PiecesLeft):
        till.pickup.pay_remainder(number=UNPAID, plan=HandoverPlan(frozenset()))
    till.pickup.check_person.by_code(shown=ShownCode(code_of(READY), READY))
    with pytest.raises(NothingToPay):
        till.pickup.pay_remainder(number=READY, plan=WHOLE)
    terminal.is_there = False
    with pytest.raises(NoCardTerminal):
        till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    assert terminal.asked == []


def test_the_fact_names_the_payments_and_nobody(till: Till, terminal: FakeTerminal) -> None:
    till.pickup.pay_remainder(number=UNPAID, plan=WHOLE)
    says(till, terminal, TerminalWord.APPROVED, 600)
    [payment] = till.files.store.payments.open()
    till.pickup.hand_over(number=UNPAID, plan=WHOLE)
    rows = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = ?", (FactKind.ORDER_HANDED_OVER,)
    ).fetchall()
    body = json.loads(rows[-1][0])
    assert (body["payments"], body["paid_by_card_minor"]) == ([payment.payment_id.hex], 600)
