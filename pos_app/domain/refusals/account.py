"""Refusals of accounts know why nothing is sold on one."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Money
from pos_app.domain.refusals.refusal import Refusal


@dataclass
class NobodysAccount(Refusal):
    """The sale is nobody's, so that there is no account."""


@dataclass
class NoAccount(Refusal):
    """Head office has opened no account for this customer."""


@dataclass
class AccountStopped(Refusal):
    """Head office lets nothing be bought on this account."""


@dataclass
class AccountTooFull(Refusal):
    """No more than this may be bought on it now; is_offline: nobody can say what was paid since."""

    pays: Money
    is_offline: bool
