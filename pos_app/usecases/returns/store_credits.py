"""Store credits knows how a credit is made whose number stands on its slip alone."""

from __future__ import annotations

from pos_app.domain.card import CARD_SALT, card_hash, credit_number
from pos_app.domain.fact_bodies import credit_issued
from pos_app.domain.facts import FactDraft
from pos_app.domain.money import Money
from pos_app.domain.refusals.payment import NoCardsHere
from pos_app.ports.clock import Ids
from pos_app.ports.replica import SlipKeys, StoreConfiguration

_NONCE_BYTES = 16


class StoreCredits:
    """The number follows from the store's own key and a number of the fact, so that the slip can be printed again."""

    def __init__(self, keys: SlipKeys, configuration: StoreConfiguration, ids: Ids) -> None:
        self._keys = keys
        self._configuration = configuration
        self._ids = ids

    def draft(self, amount: Money) -> FactDraft:
        """The fact of a new credit. Errors: NoCardsHere."""
        key, salt = self._keys.current(), self._configuration.text(CARD_SALT)
        if key is None or not salt:
            raise NoCardsHere
        nonce = self._ids.random_hex(_NONCE_BYTES)
        return credit_issued(card_hash(credit_number(key, nonce), salt), amount, nonce)
