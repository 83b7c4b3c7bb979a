"""Scan router knows where a scanned code goes: the code and the place decide, never the focused field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pos_app.domain.refusals.payment import PaymentRuns
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.scans import HalfScan, WrongCodeHere
from pos_app.domain.scan import (
    BadgeCode,
    HeldSaleCode,
    LogisticUnitCode,
    LoyaltyCode,
    PickupCode,
    PlaceCode,
    ReceiptCode,
    ScannedCode,
    SignedReceiptCode,
    ValueCardCode,
)
from ui.fault_messages import notice_of
from ui.heard_scan import Scan
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.scan_table import READ_AGAIN, Meaning, kind_of, meaning_of
from ui.translation import tr

_NOT_YET = (Meaning.SIGN_ON_FIRST, Meaning.COUNT_FIRST)


@dataclass(frozen=True, slots=True)
class ScanTargets:
    """What a scan can set off; `refuse` shows and sounds, and nothing changes.

    of_meaning: what is done for each meaning, with the code's own words: the number of a receipt's sale, a badge, a
    card, an order, the name of a place, else the whole text.
    """

    of_meaning: Mapping[Meaning, Callable[[str], None]]
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
        waits: Callable[[Scan], bool] = lambda scan: False,
    ) -> None:
        """paying: a terminal asks for a card, and nothing is added meanwhile.

        waits: takes a scan that came while the way from this place to its own may be under way already.
        """
        self._targets = targets
        self._place = place
        self._asking = asking
        self._paying = paying
        self._waits = waits

    def scanned(self, scan: Scan) -> None:
        """One code of a scanner or a camera, or a number typed and confirmed."""
        code, text = scan.code, scan.text
        meaning = meaning_of(kind_of(code), self._place())
        if meaning in _NOT_YET and self._waits(scan):
            return
        if meaning in (Meaning.NOTHING, Meaning.SIGN_ON, Meaning.SIGN_ON_FIRST):
            self._do(meaning, code, text)
        elif self._asking():
            if not isinstance(code, BadgeCode) or not self._targets.badge_approves(code.badge):
                self._say(tr("Answer the question first, then scan it again."))
        elif self._paying():
            self._refuse(PaymentRuns())
        else:
            self._do(meaning, code, text)

    def half_scanned(self, scan: Scan) -> None:
        """A burst that stopped before its end."""
        if meaning_of(kind_of(scan.code), self._place()) is not Meaning.NOTHING:
            self._refuse(HalfScan(scan.text))

    def _do(self, meaning: Meaning, code: ScannedCode, text: str) -> None:
        match meaning:
            case Meaning.NOTHING:
                pass
            case Meaning.SIGN_ON_FIRST:
                self._say(tr("Sign on first. Scan a badge or touch your name."))
            case Meaning.COUNT_FIRST:
                self._say(tr("Count the drawer first, then scan it again."))
            case Meaning.REFUSE:
                self._refuse(WrongCodeHere(text))
            case _ if meaning in READ_AGAIN:
                # read again there, by the rules that the store has set for its own numbers
                self._targets.of_meaning[meaning](text)
            case _:
                self._targets.of_meaning[meaning](_words_of(code, text))

    def _refuse(self, refusal: Refusal) -> None:
        self._targets.refuse(notice_of(refusal))

    def _say(self, text: str) -> None:
        self._targets.refuse(NoticeState(NoticeKind.REFUSAL, text))


def _words_of(code: ScannedCode, text: str) -> str:
    match code:
        case ReceiptCode():
            return code.sale_id.hex
        case (
            BadgeCode(badge=words)
            | LoyaltyCode(card=words)
            | ValueCardCode(number=words)
            | PickupCode(order=words)
            | PlaceCode(name=words)
            | HeldSaleCode(text=words)
            | SignedReceiptCode(text=words)
        ):
            return words
        case LogisticUnitCode(sscc=words):
            return words
        case _:
            return text
