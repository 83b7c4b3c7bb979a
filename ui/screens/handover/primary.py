"""Primary knows what the one green key of a handover says: what is still missing, or what it will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from pos_app.domain.customer_order import OrderState
from pos_app.domain.handover import ShortWay
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.usecases.pickup.hand_over import GivenProof
from pos_app.usecases.pickup.open_order import CounterCard
from ui.screens.handover.ticks import Ticks
from ui.translation import tr, tr_count

SIGNATURE, NAME = "signature", "name"
_ALL_WAYS = (ShortWay.WAIT, ShortWay.PART_NOW, ShortWay.OTHER_STORE, ShortWay.CANCEL)
_UNPICKED_WAYS = (ShortWay.WAIT, ShortWay.CANCEL)


@dataclass(frozen=True, slots=True)
class PrimaryWords:
    """What the key says, whether it may be pressed, and what the key for cash beside it says, "" for none.

    takes_money: nothing is missing any more but money.
    """

    words: str
    can_go_on: bool
    in_cash: str = ""
    takes_money: bool = False


def ways_of(card: CounterCard) -> tuple[ShortWay, ...]:
    """What the customer may decide; nothing about an order that lies in its bays."""
    order = card.opened.order
    if order.is_in_bays:
        return ()
    return _ALL_WAYS if order.state is OrderState.SHORT else _UNPICKED_WAYS


def proof_of(card: CounterCard, signature: str) -> GivenProof | None:
    """What the person leaves, where the store wants it."""
    if card.proof == SIGNATURE:
        return GivenProof(SIGNATURE, signature)
    if card.proof == NAME and card.check is not None:
        return GivenProof(NAME, card.check.name)
    return None


def primary_key(
    card: CounterCard,
    ticks: Ticks,
    currency: str,
    signature: str,
    taken: Money | None,
    *,
    by_card: bool,
) -> PrimaryWords:
    """The first thing that is missing, else what happens next; taken: what they owe for what was mentioned.

    by_card: the terminal takes what is to pay, or gives it back.
    """
    if card.check is None:
        return PrimaryWords(tr("Check who it is"), True)
    hindrance = tr("Not ready yet") if ways_of(card) else _hindrance(card, ticks)
    if hindrance:
        return PrimaryWords(hindrance, False)
    if is_owed(taken):
        return PrimaryWords(tr("Pay {amount}, then hand over", amount=format_money(taken)), True)
    if card.proof == SIGNATURE and not signature:
        return PrimaryWords(tr("Let them sign first"), False)
    to_pay = card.opened.to_pay(currency, ticks.plan())
    if to_pay.amount_minor:
        return _paying(to_pay, card.opened.in_cash(to_pay), by_card=by_card)
    return PrimaryWords(_letting_go(ticks), True)


def _paying(to_pay: Money, cash: Money, *, by_card: bool) -> PrimaryWords:
    """Money comes in, or goes back, with the goods; cash: what of it coins pay."""
    if to_pay.amount_minor < 0:
        to_card = tr("{amount} back to the card", amount=format_money(-to_pay))
        back = tr("Give back {amount} in cash", amount=format_money(-cash))
        return PrimaryWords(to_card if by_card else back, True)
    in_cash = format_money(cash)
    if not by_card:
        return PrimaryWords(tr("Took {amount} in cash", amount=in_cash), True, takes_money=True)
    by_card_words = tr("Card {amount}, then hand over", amount=format_money(to_pay))
    cash_words = tr("Cash {amount}", amount=in_cash)
    return PrimaryWords(by_card_words, True, cash_words, takes_money=True)


def _letting_go(ticks: Ticks) -> str:
    """What the key does when nothing is missing and nothing is to pay."""
    if ticks.staying:
        return tr("Hand over this part")
    count = len(ticks.pieces)
    return (
        tr_count("Hand over {count} bag", "Hand over {count} bags", count)
        if count
        else tr("Hand over")
    )


def is_owed(taken: Money | None) -> TypeGuard[Money]:
    """Whether something that was mentioned is in a sale that is not paid."""
    return taken is not None and taken.amount_minor > 0


def may_sign(card: CounterCard, ticks: Ticks, taken: Money | None) -> bool:
    """The customer signs last, when nothing else is missing."""
    is_wanted = card.proof == SIGNATURE and card.check is not None and not ways_of(card)
    return is_wanted and not _hindrance(card, ticks) and not is_owed(taken)


def _hindrance(card: CounterCard, ticks: Ticks) -> str:
    """The first thing that is missing before goods may leave, "" for nothing."""
    missing = ticks.missing_bays(card)
    limit = ticks.age_limit(card)
    bays = " ".join(dict.fromkeys(missing))
    bags = tr_count(
        "{count} more bag: {bays}", "{count} more bags: {bays}", len(missing), bays=bays
    )
    hindrances = (
        (bool(missing), bags),
        (bool(limit) and not ticks.age_checked, tr("Look at the age first: {age}", age=limit)),
        (not ticks.has_goods(card), tr("Nothing leaves")),
    )
    return next((words for is_so, words in hindrances if is_so), "")
