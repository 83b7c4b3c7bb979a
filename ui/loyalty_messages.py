"""Loyalty messages knows what a cashier reads when points do not pay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.loyalty import NobodysPoints, PointsTooFew
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def _nobodys(error: NobodysPoints) -> NoticeState:
    return refusal_notice(tr("Whose points? Attach the customer first."))


def _too_few(error: PointsTooFew) -> NoticeState:
    pays = format_money(error.pays)
    if error.is_offline:
        return refusal_notice(tr("Offline, points pay {amount} at most.", amount=pays))
    return refusal_notice(tr("Points pay {amount} at most.", amount=pays))


LOYALTY_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    NobodysPoints: _nobodys,
    PointsTooFew: _too_few,
}
