"""Accounts knows what customers may buy now and pay later: their limit, what they owe, and what they pay in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from central.core.card_desk import CardAccount, Deed, NewCard, adjust_card, card_account, issue_card
from central.core.card_records import CustomerAccount
from central.core.feed import CHAIN_FEED, Change, publish
from central.core.ports import Transaction
from central.core.refused import Refused
from pos_app.domain.card import CardKind


@dataclass(frozen=True, slots=True)
class AccountBook:
    """An account with all that moved it; the card of it is worth what may still be bought."""

    account: CustomerAccount
    card: CardAccount

    @property
    def owed_minor(self) -> int:
        """What the customer owes, negative where they paid more than that, in minor units."""
        return self.account.limit_minor - self.card.balance_minor


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Whose account it is, by which name facts call it, which store books it, and how much may be owed."""

    customer: str
    card: str
    business_unit: str
    limit_minor: int


def account_book(transaction: Transaction, customer: str) -> AccountBook:
    """Raises Refused: unknown_account."""
    account = transaction.cards.account_of(customer)
    if account is None:
        raise Refused(404, "unknown_account", "This customer has no account.")
    return AccountBook(account, card_account(transaction, account.card))


def set_limit(transaction: Transaction, new: NewAccount, deed: Deed) -> AccountBook:
    """Open an account, or let more or less be owed on it from now on.

    Raises Refused: unknown_customer, unknown_business_unit.
    """
    if not transaction.points.is_known(new.customer):
        raise Refused(404, "unknown_customer", "There is no such customer.")
    before = transaction.cards.account_of(new.customer, hold=True)
    if before is None:
        card = NewCard(new.card, CardKind.ACCOUNT, new.business_unit, new.limit_minor)
        issue_card(transaction, card, deed)
        account = CustomerAccount(new.customer, new.card, new.limit_minor)
    else:
        account = replace(before, limit_minor=new.limit_minor)
        more = new.limit_minor - before.limit_minor
        if more:
            adjust_card(transaction, before.card, more, deed)
    transaction.cards.keep_account(account)
    told = Change({"account_limit": [(account.card, account.limit_minor)]})
    publish(transaction.feeds, {CHAIN_FEED: [told]})
    return account_book(transaction, new.customer)


def pay_in(transaction: Transaction, customer: str, amount_minor: int, deed: Deed) -> AccountBook:
    """Money came for an account, in minor units; below zero takes back what was booked by mistake.

    Raises Refused: unknown_account.
    """
    book = account_book(transaction, customer)
    adjust_card(transaction, book.account.card, amount_minor, deed)
    return account_book(transaction, customer)
