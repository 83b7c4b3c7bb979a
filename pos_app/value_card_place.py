"""Value card place knows what this machine reads gift cards, credits and accounts from."""

from __future__ import annotations

from pos_app.late_places import Connected
from pos_app.storage.sqlite_cards import SqliteCards
from pos_app.usecases.checkout.pay_account import Accounts, make_accounts
from pos_app.usecases.checkout.value_cards import ValueCards, make_value_cards


def value_card_place(connected: Connected) -> ValueCards:
    """The cards of an open store."""
    files = connected.files
    cards = SqliteCards(files.connection, files.store.payments)
    return make_value_cards(cards, connected.ports, connected.register)


def account_place(connected: Connected) -> Accounts:
    """The accounts of customers."""
    files = connected.files
    cards = SqliteCards(files.connection, files.store.payments)
    return make_accounts(cards, connected.ports, connected.register)
