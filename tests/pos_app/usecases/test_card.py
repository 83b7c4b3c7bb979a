"""A card is asked for once; what was taken is recorded, whatever happens in between."""

from __future__ import annotations

from typing import Any, cast

import pytest

from pos_app.devices.day_report_text import day_report_lines
from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.ids import LineNumber
from pos_app.domain.refusals.basket import NothingToPay
from pos_app.domain.refusals.finished_sales import PaidOtherwise
from pos_app.domain.refusals.payment import (
    AmountTooLarge,
    AmountTooSmall,
    ApprovalCodeWrong,
    NoCardTerminal,
    PartPaid,
    PaymentInDoubt,
    PaymentRuns,
)
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.refusals.till import TillNotOpen
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidReason
from pos_app.domain.tender import CASHBACK_MAX, TenderKind
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.ports.terminal import TerminalWord
from pos_app.usecases.checkout.hear_terminal import PaymentHeard
from tests.pos_app.fakes import ANNA, CARLA, FakeTerminal
from tests.pos_app.till import BAG, CAKESTAND, FLOAT, Till, check_chain, counted, pounds
from tests.pos_app.usecases.test_returns import sets

BAG_MINOR, CAKESTAND_MINOR = 195, 1275


@pytest.fixture
def terminal(till: Till) -> FakeTerminal:
    made = till.gets_terminal()
    till.opens(ANNA)
    return made


def hears(till: Till) -> PaymentHeard:
    (heard,) = till.register.cards.hear_terminal().payments
    return heard


def bodies(till: Till, kind: FactKind) -> list[dict[str, Any]]:
    connection = till.files.connection
    return [
        cast(dict[str, Any], read_body(fact))
        for life in incarnations(connection)
        for fact in facts_after(connection, life.id, 0, 1000)
        if fact.kind == kind
    ]


def test_one_card_for_the_whole_sale(till: Till, terminal: FakeTerminal) -> None:
    till.scans(CAKESTAND)
    till.register.cards.pay_card()
    assert till.kinds()[-1] == FactKind.PAYMENT_INTENT, "the intent is there before the terminal"
    assert terminal.asked[0].amount == pounds(CAKESTAND_MINOR)
    terminal.says(TerminalWord.APPROVED, CAKESTAND_MINOR)
    heard = hears(till)
    assert heard.paid is not None
    (tender,) = heard.paid.sale.tenders
    assert (tender.kind, tender.amount) == (TenderKind.CARD, pounds(CAKESTAND_MINOR))
    assert tender.proof.last_digits == "4411"
    assert till.kinds()[-2:] == [FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED]
    assert till.drawer.opened == 0 and not heard.paid.drawer_opened
    printed = till.printer.receipts[-1].sale
    assert isinstance(printed, CompletedSale) and printed.tenders == (tender,)
    figures = till.register.read_figures().figures
    assert figures is not None
    assert figures.sales_total == pounds(CAKESTAND_MINOR)
    assert figures.tenders == ((TenderKind.CARD, pounds(CAKESTAND_MINOR)),)
    closed = till.register.close_day(count=FLOAT).settlement
    assert closed.difference == pounds(0), "the drawer holds cash alone"
    assert closed.open_payments == ()
    check_chain(till)


def test_nothing_changes_while_the_terminal_asks(till: Till, terminal: FakeTerminal) -> None:
    till.scans(BAG)
    till.register.cards.pay_card()
    for refused in (
        lambda: till.scans(CAKESTAND),
        till.register.cards.pay_card,
        lambda: till.register.pay_cash(given=pounds(500)),
        till.register.cancel_sale,
    ):
        with pytest.raises(PaymentRuns):
            refused()
    terminal.says(TerminalWord.DECLINED)
    assert hears(till).paid is None
    till.scans(CAKESTAND)
    assert till.register.read_basket().basket.left == pounds(BAG_MINOR + CAKESTAND_MINOR)


def test_a_card_that_approves_less_leaves_the_rest_to_cash(
    till: Till, terminal: FakeTerminal
) -> None:
    till.scans(CAKESTAND)
    till.register.cards.pay_card()
    terminal.says(TerminalWord.APPROVED, 500)
    assert hears(till).paid is None
    assert till.register.read_basket().basket.left == pounds(CAKESTAND_MINOR - 500)
    till.restart()
    till.signs_on(ANNA)
    assert till.register.read_basket().basket.left == pounds(CAKESTAND_MINOR - 500)
    for put_away in (till.register.cancel_sale, till.register.held.suspend):
        with pytest.raises(PartPaid):
            put_away()
    paid = till.register.pay_cash(given=pounds(1000))
    assert paid.change == pounds(1000 - (CAKESTAND_MINOR - 500))
    assert [tender.kind for tender in paid.sale.tenders] == [TenderKind.CARD, TenderKind.CASH]
    assert till.register.read_basket().basket.parts == ()
    (sale,) = bodies(till, FactKind.SALE_COMPLETED)
    assert (
        sum(one["given_minor"] - one["change_minor"] for one in sale["tenders"])
        == (sale["total_minor"])
    )
    till.register.close_day(count=counted((1000, 5), (100, 50), (5, 155)))


def test_cash_first_and_the_rest_by_card(till: Till, terminal: FakeTerminal) -> None:
    till.scans(CAKESTAND)
    part = till.register.cards.pay_part_cash(given=pounds(500))
    assert (part.left, part.paid, till.drawer.opened) == (pounds(775), None, 1)
    with pytest.raises(AmountTooLarge):
        till.register.cards.pay_card(amount=pounds(776))
    with pytest.raises(AmountTooSmall):
        till.register.cards.pay_card(amount=pounds(0))
    till.register.cards.pay_card(amount=pounds(700))
    terminal.says(TerminalWord.APPROVED, 700)
    assert hears(till).paid is None
    done = till.register.cards.pay_part_cash(given=pounds(75))
    assert done.paid is not None and len(done.paid.sale.tenders) == 3
    figures = till.register.read_figures().figures
    assert figures is not None and figures.sales_total == pounds(CAKESTAND_MINOR)


def test_the_basket_never_costs_less_than_was_taken(till: Till, terminal: FakeTerminal) -> None:
    till.scans(BAG, CAKESTAND)
    till.register.cards.pay_part_cash(given=pounds(500))
    line = till.register.read_basket().basket.lines[1].number
    with pytest.raises(PartPaid):
        till.register.remove_line(line=line)
    till.scans(BAG)
    assert till.register.read_basket().basket.left == pounds(2 * BAG_MINOR + CAKESTAND_MINOR - 500)


def test_a_lost_answer_is_asked_for(till: Till, terminal: FakeTerminal) -> None:
    till.scans(BAG)
    till.register.cards.pay_card()
    terminal.says(TerminalWord.NO_ANSWER)
    assert hears(till).in_doubt
    assert [one.asked for one in till.register.cards.ask_terminal().in_doubt] == [pounds(BAG_MINOR)]
    assert terminal.questions == terminal.asked
    terminal.says(TerminalWord.APPROVED, BAG_MINOR)
    assert hears(till).paid is not None
    terminal.says(TerminalWord.APPROVED, BAG_MINOR)
    assert till.register.cards.hear_terminal().payments == (), "a late answer says nothing new"


def test_after_a_crash_the_terminal_is_asked_before_it_takes_money_again(
    till: Till, terminal: FakeTerminal
) -> None:
    till.scans(CAKESTAND)
    till.register.cards.pay_card()
    till.restart()
    till.signs_on(ANNA)
    with pytest.raises(PaymentRuns):
        till.scans(BAG)
    till.register.cards.set_payment_aside()
    till.scans(BAG)
    with pytest.raises(PaymentInDoubt):
        till.register.cards.pay_card()
    till.register.cards.ask_terminal()
    terminal.says(TerminalWord.NOT_RECEIVED)
    assert not hears(till).in_doubt
    till.register.cards.pay_card()
    assert terminal.asked[-1].service != terminal.asked[0].service


def test_a_sale_that_was_paid_when_the_register_died_is_completed(
    till: Till, terminal: FakeTerminal
) -> None:
    till.scans(CAKESTAND)
    till.register.cards.pay_card()
    till.restart()
    till.signs_on(CARLA)
    till.register.cards.ask_terminal()
    terminal.says(TerminalWord.APPROVED, CAKESTAND_MINOR)
    heard = hears(till)
    assert heard.paid is not None and heard.paid.sale.operator_name == ANNA.name


def test_a_person_says_what_the_terminal_shows(till: Till, terminal: FakeTerminal) -> None:
    till.scans(CAKESTAND)
    payment = till.register.cards.pay_card().payment
    terminal.says(TerminalWord.NO_ANSWER)
    hears(till)
    (heard,) = till.register.cards.settle_payment(
        payment_id=payment.payment_id, is_taken=True
    ).payments
    assert heard.paid is not None
    (outcome,) = bodies(till, FactKind.PAYMENT_OUTCOME)
    assert (outcome["result"], outcome["witness"]) == ("approved", "person")
    again = till.register.cards.settle_payment(payment_id=payment.payment_id, is_taken=False)
    assert again.payments == ()


def test_what_is_not_known_is_listed_at_the_close_and_stops_nothing(
    till: Till, terminal: FakeTerminal
) -> None:
    till.scans(CAKESTAND)
    till.register.cards.pay_card()
    till.register.cards.set_payment_aside()
    till.register.pay_cash(given=pounds(CAKESTAND_MINOR))
    closed = till.register.close_day(count=counted((1000, 5), (100, 50), (5, 255))).settlement
    (left,) = closed.open_payments
    assert (left.amount, left.is_taken) == (pounds(CAKESTAND_MINOR), False)
    report = till.printer.reports[-1].settlement
    assert report is not None and report.open_payments == closed.open_payments
    till.restart()
    till.clock.passes(86_400)
    till.opens(ANNA)
    till.scans(BAG)
    with pytest.raises(PaymentInDoubt):
        till.register.cards.pay_card()
    till.register.cards.ask_terminal()
    terminal.says(TerminalWord.APPROVED, CAKESTAND_MINOR)
    heard = hears(till)
    assert not heard.for_open_sale and heard.paid is None
    till.sells(given=500)
    closed = till.register.close_day(count=counted((1000, 5), (100, 50), (5, 39))).settlement
    (left,) = closed.open_payments
    assert (left.amount, left.is_taken) == (pounds(CAKESTAND_MINOR), True)
    till.clock.passes(86_400)
    till.opens(ANNA)
    assert till.files.store.payments.open() == (), "it is head office's to settle"


def test_a_card_at_a_terminal_of_its_own(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(NothingToPay):
        till.register.cards.pay_card_alone(approval="A1B2")
    till.scans(CAKESTAND)
    with pytest.raises(NoCardTerminal):
        till.register.cards.pay_card()
    for wrong in ("", "12", "£££££"):
        with pytest.raises(ApprovalCodeWrong):
            till.register.cards.pay_card_alone(approval=wrong)
    part = till.register.cards.pay_card_alone(approval="a1b2c3", amount=pounds(1000))
    assert part.left == pounds(275)
    paid = till.register.cards.pay_card_alone(approval="998877").paid
    assert paid is not None
    assert [tender.proof.approval for tender in paid.sale.tenders] == ["A1B2C3", "998877"]


def test_no_card_without_an_opened_till(till: Till) -> None:
    terminal = till.gets_terminal()
    till.signs_on(ANNA)
    till.scans(BAG)
    with pytest.raises(TillNotOpen):
        till.register.cards.pay_card()
    assert terminal.asked == []


def test_cash_comes_with_a_card(till: Till, terminal: FakeTerminal) -> None:
    sets(till, CASHBACK_MAX, "3000")
    till.restart()
    till.signs_on(ANNA)
    till.scans(CAKESTAND)
    for too_much in (CAKESTAND_MINOR + 3001, CAKESTAND_MINOR + 20_000):
        with pytest.raises(AmountTooLarge):
            till.register.cards.pay_card(amount=pounds(too_much))
    till.register.cards.pay_card(amount=pounds(CAKESTAND_MINOR + 2000))
    asked = terminal.asked[-1]
    assert (asked.amount, asked.cashback_minor) == (pounds(CAKESTAND_MINOR + 2000), 2000)
    assert till.drawer.opened == 0
    terminal.says(TerminalWord.APPROVED, CAKESTAND_MINOR + 2000)
    paid = hears(till).paid
    assert paid is not None
    assert (paid.change, paid.drawer_opened) == (pounds(2000), True)
    assert till.drawer.opened == 1
    printed = "\n".join(receipt_text(till.printer.receipts[-1]))
    assert "Cash given to you" in printed
    figures = till.register.read_figures().figures
    assert figures is not None
    assert figures.sales_total == pounds(CAKESTAND_MINOR)
    assert figures.tenders == ((TenderKind.CARD, pounds(CAKESTAND_MINOR + 2000)),)
    assert figures.cashback == pounds(2000)
    back = till.register.returns.take_back
    with pytest.raises(CardOutOfReach) as refused:
        back(
            sale_id=paid.sale.sale_id,
            parts={LineNumber(1): 1000},
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
        )
    assert refused.value.amount == pounds(CAKESTAND_MINOR), "the cash stays with the buyer"
    closed = till.register.close_day(count=counted((1000, 3), (100, 50))).settlement
    assert closed.difference == pounds(0)
    z_report = till.printer.reports[-1]
    assert z_report.figures.cashback == pounds(2000)
    (line,) = (one for one in day_report_lines(z_report) if "Cash given with cards" in one.text)
    assert line.text.endswith("\u2212£20.00")
    check_chain(till)


def test_cash_with_a_card_survives_a_crash(till: Till, terminal: FakeTerminal) -> None:
    sets(till, CASHBACK_MAX, "3000")
    till.restart()
    till.signs_on(ANNA)
    till.scans(CAKESTAND)
    till.register.cards.pay_card(amount=pounds(CAKESTAND_MINOR + 1000))
    till.restart()
    (doubt,) = till.register.cards.ask_terminal().in_doubt
    assert doubt.cashback_minor == 1000
    assert terminal.questions[-1].amount == pounds(CAKESTAND_MINOR + 1000)
    # it gave less than it was asked for, as terminals may
    terminal.says(TerminalWord.APPROVED, CAKESTAND_MINOR + 400)
    paid = hears(till).paid
    assert paid is not None and paid.change == pounds(400)
    till.signs_on(ANNA)
    till.scans(CAKESTAND)
    part = till.register.cards.pay_card_alone(
        approval="A1B2C3", amount=pounds(CAKESTAND_MINOR + 500)
    )
    assert part.paid is not None and part.paid.change == pounds(500)
    figures = till.register.read_figures().figures
    assert figures is not None and figures.cashback == pounds(900), "also after the restart"
    with pytest.raises(PaidOtherwise):
        void(till, part.paid.sale)
    till.scans(CAKESTAND)
    with pytest.raises(AmountTooLarge):
        till.register.cards.pay_card_alone(approval="A1B2C3", amount=pounds(9999))
    check_chain(till)


def void(till: Till, sale: CompletedSale) -> None:
    """A manager would undo it."""
    till.register.lock_register()
    till.signs_on(CARLA)
    try:
        till.register.finished().void_sale(sale_id=sale.sale_id, reason=VoidReason.OTHER)
    finally:
        till.register.lock_register()
        till.signs_on(ANNA)
