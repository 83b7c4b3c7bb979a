"""Value cards knows the verbs of gift cards and store credits: see what one is worth, sell, load, pay with it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.card import (
    CARD_SALT,
    LOAD_MAX,
    LOAD_MAX_MINOR,
    OFFLINE_LIMIT,
    OFFLINE_LIMIT_MINOR,
    CardKind,
    KnownCard,
    card_name,
    limit_of,
)
from pos_app.domain.catalogue import UNLISTED, Item, PriceFrom
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.operation import Operation
from pos_app.domain.operations.tenders import LOAD_CARD, PAY_BY_VALUE_CARD, READ_CARD, SELL_CARD
from pos_app.domain.quantity import EACH
from pos_app.domain.refusals.payment import (
    AmountTooLarge,
    AmountTooSmall,
    CardNotKnown,
    CardSpent,
    CardStopped,
)
from pos_app.domain.tax import TaxRate
from pos_app.domain.tender import TenderKind, TenderProof
from pos_app.ports.cards import Cards
from pos_app.ports.changes import Changes
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.checkout.add_item import AddItem, ScanResult
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.pay_part import PartPaidNow, TakingPart
from pos_app.usecases.register import Register, RegisterPorts
from pos_app.usecases.session import Session

LAST_DIGITS = 4
# A card is worth the same whatever is bought with it later, so it is taxed then (a multi-purpose voucher).
NO_TAX = TaxRate("-", "-", 0)
NAME = "Gift card"


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card that was scanned; spendable: what it can pay now; left: of the basket in front, what is to pay."""

    known: KnownCard
    last_digits: str
    balance: Money | None
    spendable: Money
    left: Money
    changes: Changes = Changes.NONE


class CardDesk:
    """What all verbs of cards look at."""

    def __init__(
        self, cards: Cards, session: Session, configuration: StoreConfiguration, basket: OpenBasket
    ) -> None:
        self._cards = cards
        self.session = session
        self._configuration = configuration
        self._basket = basket

    def read(self, number: str) -> CardRead:
        """Errors: NoCardsHere, CardNotKnown for what is no number."""
        known = self._cards.find(card_name(number, self._configuration.text(CARD_SALT)))
        view = self._basket.view()
        currency = view.to_pay.currency
        balance = None if known.balance_minor is None else Money(known.balance_minor, currency)
        spendable = Money(known.spendable_minor(self._limit(OFFLINE_LIMIT)), currency)
        last_digits = number.strip()[-LAST_DIGITS:]
        return CardRead(known, last_digits, balance, spendable, view.left)

    def load_max_minor(self) -> int:
        """What a card is sold or loaded with at most."""
        return self._limit(LOAD_MAX)

    def _limit(self, name: str) -> int:
        standard = {OFFLINE_LIMIT: OFFLINE_LIMIT_MINOR, LOAD_MAX: LOAD_MAX_MINOR}[name]
        return limit_of(self._configuration.text(name), standard)


class ReadCard:
    """See what a card is worth; changes nothing. Errors: NotAllowed, CardNotKnown."""

    def __init__(self, desk: CardDesk) -> None:
        self._desk = desk

    def __call__(self, *, number: str) -> CardRead:
        """number: as it was scanned or typed."""
        self._desk.session.require(READ_CARD)
        return self._desk.read(number)


class SellCard:
    """Put a new gift card, or a load for one that somebody has, into the basket; it works once that is paid.

    Errors: NotAllowed, CardNotKnown, CardStopped, AmountTooSmall, AmountTooLarge, and those of AddItem.
    """

    def __init__(self, desk: CardDesk, add_item: AddItem) -> None:
        self._desk = desk
        self._add_item = add_item

    def __call__(self, *, number: str, amount: Money) -> ScanResult:
        """amount: what it will be worth, or worth more."""
        read = self._desk.read(number)
        known = read.known
        operation: Operation = SELL_CARD if known.kind is None else LOAD_CARD
        self._desk.session.require(operation)
        most = Money(self._desk.load_max_minor(), amount.currency)
        if amount.amount_minor <= 0:
            raise AmountTooSmall(Money(1, amount.currency), amount)
        if amount > most:
            raise AmountTooLarge(most)
        if not known.is_good or known.kind is CardKind.STORE_CREDIT:
            raise CardStopped
        item = Item(
            item_id=UNLISTED,
            number=known.card,
            name=f"{NAME} ••{read.last_digits}",
            department="",
            unit=EACH,
            unit_price=UnitPrice.of_minor(amount.amount_minor, amount.currency),
            tax_rate=NO_TAX,
            price_from=PriceFrom.CARD if known.kind is None else PriceFrom.CARD_LOAD,
        )
        return self._add_item.add(item)


class PayByValueCard:
    """Take what a card can pay, and no more than is left to pay.

    Errors: CardNotKnown, CardStopped, CardSpent when nothing can be taken from it, and those of TakingPart.
    """

    def __init__(self, desk: CardDesk, taking: TakingPart) -> None:
        self._desk = desk
        self._taking = taking

    def __call__(self, *, number: str) -> PartPaidNow:
        """number: as it was scanned or typed."""
        self._desk.session.require(PAY_BY_VALUE_CARD)
        read = self._desk.read(number)
        known = read.known
        if not known.is_good:
            raise CardStopped
        if known.kind is None and not known.is_offline:
            raise CardNotKnown
        amount = min(read.spendable, read.left, key=_minor)
        if not read.spendable.amount_minor:
            raise CardSpent(read.balance or read.spendable, known.is_offline)
        credit = known.kind is CardKind.STORE_CREDIT
        kind = TenderKind.STORE_CREDIT if credit else TenderKind.GIFT_CARD
        proof = TenderProof(card=known.card, last_digits=read.last_digits)
        return self._taking.take(PAY_BY_VALUE_CARD, kind, amount, proof)


@dataclass(frozen=True, slots=True)
class ValueCards:
    """Every verb of them."""

    read: ReadCard
    sell: SellCard
    pay: PayByValueCard


def make_value_cards(cards: Cards, ports: RegisterPorts, register: Register) -> ValueCards:
    """In the register's session, for its open basket."""
    around = register.cards.around
    desk = CardDesk(cards, register.session, ports.configuration, around.basket)
    return ValueCards(
        read=ReadCard(desk),
        sell=SellCard(desk, register.add_item),
        pay=PayByValueCard(desk, register.cards.taking),
    )


def _minor(amount: Money) -> int:
    return amount.amount_minor
