"""Set-up messages knows what is read when a code from head office does not set a device up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pos_app.domain.refusals.set_up import CentreNotPrivate, CodeExpired, CodeUsed, CodeWrong
from ui.notice_state import NoticeState
from ui.refusal_notice import refusal_notice
from ui.translation import tr


def _code_wrong(error: CodeWrong) -> NoticeState:
    return refusal_notice(
        tr("Head office does not know this code. Check it, or ask them for a new one.")
    )


def _code_used(error: CodeUsed) -> NoticeState:
    return refusal_notice(
        tr("This code has set up a device already. Ask head office for a new one.")
    )


def _centre_not_private(error: CentreNotPrivate) -> NoticeState:
    return refusal_notice(
        tr("Others could read along with head office. Ask for an address with https.")
    )


def _code_expired(error: CodeExpired) -> NoticeState:
    return refusal_notice(tr("This code is too old. Ask head office for a new one."))


SET_UP_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    CodeWrong: _code_wrong,
    CodeUsed: _code_used,
    CentreNotPrivate: _centre_not_private,
    CodeExpired: _code_expired,
}
