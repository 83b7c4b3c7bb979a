"""Where a scan goes in each place, without any screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import pytest

from pos_app.domain.scan import receipt_code
from ui.notice_state import NoticeState
from ui.routes import Route
from ui.scan_router import ScanRouter, ScanTargets

PRODUCT, MISREAD, BADGE = "2000000000015", "2000000000016", "OP-11"
SLIP = "HS-" + "A" * 99
RECEIPT = receipt_code(UUID(int=7))


@dataclass
class Shop:
    """One place at a time; remembers what a scan set off."""

    place: Route = Route.TILL
    is_asking: bool = False
    needs_second_person: bool = False
    is_paying: bool = False
    done: list[tuple[str, str]] = field(default_factory=list)

    def router(self) -> ScanRouter:
        targets = ScanTargets(
            add_product=lambda text: self.done.append(("add", text)),
            pick=lambda text: self.done.append(("pick", text)),
            open_receipt=lambda sale_id: self.done.append(("return", sale_id.hex)),
            bring_back=lambda text: self.done.append(("back", text)),
            attach_card=lambda card: self.done.append(("attach", card)),
            open_held=lambda text: self.done.append(("bring back", text)),
            open_order=lambda order: self.done.append(("order", order)),
            take_bay=lambda bay: self.done.append(("bay", bay)),
            badge_at_sign_on=lambda badge: self.done.append(("sign on", badge)),
            badge_at_till=lambda badge: self.done.append(("badge", badge)),
            badge_approves=self._approves,
            refuse=self._refuse,
        )
        return ScanRouter(
            targets, lambda: self.place, lambda: self.is_asking, lambda: self.is_paying
        )

    def _approves(self, badge: str) -> bool:
        if self.needs_second_person:
            self.done.append(("approve", badge))
        return self.needs_second_person

    def _refuse(self, notice: NoticeState) -> None:
        self.done.append(("refuse", notice.text))


@pytest.mark.parametrize(
    ("place", "text", "what"),
    [
        (Route.TILL, PRODUCT, "add"),
        (Route.TENDER, PRODUCT, "add"),
        (Route.DONE, PRODUCT, "add"),
        (Route.MORE, PRODUCT, "add"),
        (Route.CLOSE_DAY, PRODUCT, "refuse"),
        (Route.SIGN_ON, PRODUCT, "refuse"),
        (Route.SIGN_ON, SLIP, "refuse"),
        (Route.TILL, SLIP, "bring back"),
        (Route.TILL, "LC-7", "attach"),
        (Route.CLOSE_DAY, SLIP, "refuse"),
        (Route.SIGN_ON, BADGE, "sign on"),
        (Route.TILL, BADGE, "badge"),
        (Route.TILL, RECEIPT, "return"),
        (Route.RETURNING, RECEIPT, "return"),
        (Route.DONE, RECEIPT, "return"),
        (Route.TENDER, RECEIPT, "refuse"),
        (Route.CLOSE_DAY, RECEIPT, "refuse"),
        (Route.RETURNING, PRODUCT, "back"),
        (Route.RETURNING, BADGE, "badge"),
        (Route.TILL, "PU-4711*12*DEM04711", "order"),
        (Route.HANDOVER, "PU-4711*12*DEM04711", "order"),
        (Route.TENDER, "PU-4711*12*DEM04711", "add"),
        (Route.HANDOVER, "BAY-B3", "bay"),
        (Route.TILL, "BAY-B3", "add"),
        (Route.TILL, MISREAD, "add"),
        (Route.TILL, "85099B", "add"),
    ],
)
def test_each_code_has_one_place(place: Route, text: str, what: str) -> None:
    shop = Shop(place)
    shop.router().scanned(text)
    assert [kind for kind, _ in shop.done] == [what]


@pytest.mark.parametrize("place", [Route.SET_UP, Route.FAULT])
def test_nothing_happens_before_the_store_is_open(place: Route) -> None:
    shop = Shop(place)
    shop.router().scanned(PRODUCT)
    shop.router().half_scanned("2000")
    assert shop.done == []


def test_a_product_never_answers_a_question() -> None:
    shop = Shop(is_asking=True)
    shop.router().scanned(PRODUCT)
    assert shop.done == [("refuse", "Answer the question first, then scan it again.")]


def test_half_a_scan_is_said() -> None:
    shop = Shop()
    shop.router().half_scanned("2000")
    assert shop.done == [("refuse", "Half a code was read. Scan it again.")]


@pytest.mark.parametrize(("needs", "what"), [(True, "approve"), (False, "refuse")])
def test_a_badge_answers_only_the_question_for_a_second_person(needs: bool, what: str) -> None:
    shop = Shop(is_asking=True, needs_second_person=needs)
    shop.router().scanned(BADGE)
    assert [kind for kind, _ in shop.done] == [what]
