"""Account words knows what a cashier reads when nothing is sold on a customer's account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.account import (
    AccountStopped,
    AccountTooFull,
    NoAccount,
    NobodysAccount,
)
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def _nobodys(error: NobodysAccount) -> NoticeState:
    return refusal_notice(tr("Whose account? Attach the customer first."))


def _none(error: NoAccount) -> NoticeState:
    return refusal_notice(tr("No account. Take cash or a card."))


def _stopped(error: AccountStopped) -> NoticeState:
    return refusal_notice(tr("Head office stopped this account."))


def _too_full(error: AccountTooFull) -> NoticeState:
    pays = format_money(error.pays)
    if error.is_offline:
        return refusal_notice(tr("Offline, this account takes {amount} at most.", amount=pays))
    return refusal_notice(tr("This account takes {amount} at most.", amount=pays))


ACCOUNT_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    NobodysAccount: _nobodys,
    NoAccount: _none,
    AccountStopped: _stopped,
    AccountTooFull: _too_full,
}
