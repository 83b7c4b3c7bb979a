"""Scan router knows where a scanned code goes: the code and the place decide, never the focused field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.refusals import HalfScan, PaymentRuns, Refusal, WrongCodeHere
from pos_app.domain.scan import (
    BadgeCode,
    HeldSaleCode,
    LoyaltyCode,
    PickupCode,
    PlaceCode,
    ReceiptCode,
    ScannedCode,
    parse_scan,
)
from ui.fault_messages import notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import AT_PICKING, Route
from ui.translation import tr

# Where no receipt is returned a product goes back to the basket and is added: the next scan always works.
_COUNTING = frozenset({Route.OPEN_TILL, Route.CLOSE_DAY})
_NOBODY_SIGNED_ON = frozenset({Route.SIGN_ON})
_NOT_RUNNING = frozenset({Route.SET_UP, Route.FAULT})


@dataclass(frozen=True, slots=True)
class ScanTargets:
    """What a scan can set off; `refuse` shows and sounds, and nothing changes."""

    add_product: Callable[[str], None]
    open_receipt: Callable[[UUID], None]
    open_held: Callable[[str], None]
    attach_card: Callable[[str], None]
    bring_back: Callable[[str], None]
    open_order: Callable[[str], None]
    take_bay: Callable[[str], None]
    pick: Callable[[str], None]
    badge_at_sign_on: Callable[[str], None]
    badge_at_till: Callable[[str], None]
    badge_approves: Callable[[str], bool]
    refuse: Callable[[NoticeState], None]


class ScanRouter:
    """Sends each scan to one place; a question in front is never answered by a product."""

    def __init__(
        self,
        targets: ScanTargets,
        place: Callable[[], Route],
        asking: Callable[[], bool],
        paying: Callable[[], bool],
    ) -> None:
        """paying: a terminal asks for a card, and nothing is added meanwhile."""
        self._targets = targets
        self._place = place
        self._asking = asking
        self._paying = paying

    def scanned(self, text: str) -> None:
        """One whole burst of a scanner, or a number typed and confirmed."""
        code = parse_scan(text)
        place = self._place()
        if place in _NOT_RUNNING:
            return
        if place in _NOBODY_SIGNED_ON:
            self._at_sign_on(code)
        elif self._asking():
            if not isinstance(code, BadgeCode) or not self._targets.badge_approves(code.badge):
                self._say(tr("Answer the question first, then scan it again."))
        elif self._paying():
            self._refuse(PaymentRuns())
        elif isinstance(code, BadgeCode):
            self._targets.badge_at_till(code.badge)
        else:
            self._at_work(code, text, place)

    def half_scanned(self, text: str) -> None:
        """A burst that stopped before its end."""
        if self._place() not in _NOT_RUNNING:
            self._refuse(HalfScan(text))

    def _at_sign_on(self, code: ScannedCode) -> None:
        if isinstance(code, BadgeCode):
            self._targets.badge_at_sign_on(code.badge)
        else:
            self._say(tr("Sign on first. Scan a badge or touch your name."))

    def _at_work(self, code: ScannedCode, text: str, place: Route) -> None:
        if place in _COUNTING:
            self._say(tr("Count the drawer first, then scan it again."))
        elif isinstance(code, PickupCode) and place is not Route.TENDER:
            self._targets.open_order(code.order)
        elif isinstance(code, PlaceCode) and place is Route.HANDOVER:
            self._targets.take_bay(code.name)
        elif place in AT_PICKING and not isinstance(code, PickupCode | ReceiptCode):
            self._targets.pick(text)
        elif isinstance(code, ReceiptCode) and place is Route.TENDER:
            self._refuse(WrongCodeHere(text))
        elif isinstance(code, ReceiptCode):
            self._targets.open_receipt(code.sale_id)
        elif isinstance(code, HeldSaleCode):
            self._targets.open_held(code.text)
        elif isinstance(code, LoyaltyCode):
            self._targets.attach_card(code.card)
        elif place is Route.RETURNING:
            self._targets.bring_back(text)
        else:
            self._targets.add_product(text)

    def _refuse(self, refusal: Refusal) -> None:
        self._targets.refuse(notice_of(refusal))

    def _say(self, text: str) -> None:
        self._targets.refuse(NoticeState(NoticeKind.REFUSAL, text))
