"""Totals knows what is to pay, and which keys pay it in one touch."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money, format_short
from pos_app.domain.tender import quick_cash
from pos_app.usecases.checkout.open_basket import BasketView
from ui.screens.checkout.view_state import Question, QuestionState, TotalsState
from ui.translation import tr, tr_count

_NOTES = 2
# The key of the offer that leads to any other amount.
OTHER_CASH = "other"
# One touch asks the terminal for all of it; where there is none it leads to other cash.
BY_CARD = "card"


def totals_state(
    basket: BasketView, question: QuestionState | None, *, takes_cards: bool
) -> TotalsState:
    """The figures and the pay keys; grey with the reason while a question is open.

    takes_cards: one touch asks the terminal for all of it; else the tall key leads to other cash.
    """
    can_pay = bool(basket.lines) and question is None
    reason = ""
    if question is not None:
        age = question.kind is Question.AGE
        reason = tr("Age check first") if age else tr("Answer the question first")
    amount, in_cash = format_money(basket.left), format_money(basket.left_in_cash)
    pay = (
        tr("Card  {amount}", amount=amount) if takes_cards else tr("Cash  {amount}", amount=in_cash)
    )
    if basket.left.amount_minor <= 0:
        amount = format_money(-basket.left)
        pay = tr("Give {amount}", amount=format_money(-basket.left_in_cash))
    items = tr_count("{count} item", "{count} items", basket.piece_count)
    vat = format_money(Money(basket.tax_minor, basket.to_pay.currency))
    return TotalsState(
        items=f"{items} · {tr('VAT in it {amount}', amount=vat)}" if basket.lines else items,
        caption=_caption(basket),
        amount=amount,
        offers=_offers(basket.left_in_cash, takes_cards=takes_cards) if basket.lines else (),
        primary=pay if basket.lines else tr("Scan to start"),
        can_pay=can_pay,
        reason=reason,
    )


def _caption(basket: BasketView) -> str:
    if basket.left.amount_minor < 0:
        return tr("To give back")
    return tr("Left to pay") if basket.parts else tr("To pay")


def _offers(to_pay: Money, *, takes_cards: bool) -> tuple[tuple[str, str], ...]:
    if to_pay.amount_minor <= 0:
        return ()
    notes = tuple(
        (str(note.amount_minor), format_short(note)) for note in quick_cash(to_pay, _NOTES)
    )
    other = (OTHER_CASH, tr("Cash…")) if takes_cards else (str(to_pay.amount_minor), tr("Exact"))
    return (*notes, other)
