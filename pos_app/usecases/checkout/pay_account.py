"""Pay account knows the verbs of a customer's account: see what is owed, and buy on it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.card import (
    ACCOUNT_OFFLINE,
    ACCOUNT_OFFLINE_MINOR,
    CARD_SALT,
    KnownCard,
    account_name,
    limit_of,
)
from pos_app.domain.ids import CustomerNumber
from pos_app.domain.money import Money
from pos_app.domain.operations.tenders import PAY_ON_ACCOUNT
from pos_app.domain.refusals.account import (
    AccountStopped,
    AccountTooFull,
    NoAccount,
    NobodysAccount,
)
from pos_app.domain.tender import TenderKind, TenderProof
from pos_app.ports.cards import Cards
from pos_app.ports.changes import Changes
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.pay_part import PartPaidNow, TakingPart
from pos_app.usecases.register import Register, RegisterPorts


@dataclass(frozen=True, slots=True)
class AccountRead:
    """The account of whoever buys; pays: as much as it can of what is left to pay.

    known: None where the sale is nobody's, or where they have no account; limit: what may be owed, owed: what is.
    """

    known: KnownCard | None
    limit: Money
    owed: Money
    pays: Money
    is_somebodys: bool = True
    changes: Changes = Changes.NONE


class FindAccount:
    """What a customer owes, and what of an amount they may still buy; changes nothing."""

    def __init__(self, cards: Cards, configuration: StoreConfiguration) -> None:
        self._cards = cards
        self._configuration = configuration
        self._names: dict[tuple[CustomerNumber, str], str] = {}

    def __call__(self, *, customer: CustomerNumber | None, left: Money) -> AccountRead:
        """As of now; left: what is still to pay."""
        salt, currency = self._configuration.text(CARD_SALT), left.currency
        none = Money(0, currency)
        if customer is None or not salt:
            return AccountRead(None, none, none, none, customer is not None)
        name = self._name(customer, salt)
        limit = self._cards.account_limit_minor(name)
        known = None if limit is None else self._cards.find(name)
        if limit is None or known is None or known.balance_minor is None:
            return AccountRead(None, none, none, none)
        offline = limit_of(self._configuration.text(ACCOUNT_OFFLINE), ACCOUNT_OFFLINE_MINOR)
        return AccountRead(
            known,
            Money(limit, currency),
            Money(limit - known.balance_minor, currency),
            Money(min(max(0, left.amount_minor), known.spendable_minor(offline)), currency),
        )

    def _name(self, customer: CustomerNumber, salt: str) -> str:
        """Slow on purpose, so it is worked out once."""
        key = (customer, salt)
        if key not in self._names:
            self._names = {key: account_name(customer, salt)}
        return self._names[key]


def proof_of(read: AccountRead, wanted: Money) -> TenderProof:
    """Which account pays so much. Errors: NobodysAccount, NoAccount, AccountStopped, AccountTooFull."""
    if not read.is_somebodys:
        raise NobodysAccount
    if read.known is None:
        raise NoAccount
    if not read.known.is_good:
        raise AccountStopped
    if not wanted.amount_minor or wanted > read.pays:
        raise AccountTooFull(read.pays, read.known.is_offline)
    return TenderProof(card=read.known.card)


class ReadAccount:
    """See what the customer of the open sale owes, and what they may still buy; changes nothing."""

    def __init__(self, find: FindAccount, basket: OpenBasket) -> None:
        self._find = find
        self._basket = basket

    def __call__(self) -> AccountRead:
        """As of now."""
        view = self._basket.view()
        return self._find(customer=view.customer, left=view.left)


class PayOnAccount:
    """Sell a part, or all, of the open sale on its customer's account.

    Errors: NobodysAccount, NoAccount, AccountStopped, AccountTooFull, and those of TakingPart.
    """

    def __init__(self, read: ReadAccount, taking: TakingPart) -> None:
        self._read = read
        self._taking = taking

    def __call__(self, *, amount: Money | None = None) -> PartPaidNow:
        """amount: None for as much as may be."""
        read = self._read()
        wanted = read.pays if amount is None else amount
        proof = proof_of(read, wanted)
        return self._taking.take(PAY_ON_ACCOUNT, TenderKind.ACCOUNT, wanted, proof)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Both verbs."""

    read: ReadAccount
    pay: PayOnAccount


def make_accounts(cards: Cards, ports: RegisterPorts, register: Register) -> Accounts:
    """For the open basket of a register."""
    verbs = register.cards
    read = ReadAccount(FindAccount(cards, ports.configuration), verbs.around.basket)
    return Accounts(read, PayOnAccount(read, verbs.taking))
