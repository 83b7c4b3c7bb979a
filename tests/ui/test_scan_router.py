"""Where a scan goes in each place, without any screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

import pytest

from pos_app.domain.card import with_check_digit
from pos_app.domain.scan import STANDARD_RULES, gift_receipt_code, parse_scan, receipt_code
from pos_app.ports.device_lines import Reading
from ui.heard_scan import Scan
from ui.notice_state import NoticeState
from ui.routes import AT_PICKING, AT_STOCK, BELOW_MORE, Route
from ui.scan_router import ScanRouter, ScanTargets
from ui.scan_table import READ_AGAIN, CodeKind, Meaning, kind_of, meaning_of

PRODUCT, MISREAD, BADGE = "2000000000015", "2000000000016", "OP-11"
ORDER = "4711*12*DEM04711"
# One of each kind, and what of it travels on.
VALUE_CARD = with_check_digit("712345678901234567")
CODES = {
    CodeKind.GOODS: (PRODUCT, PRODUCT),
    CodeKind.RECEIPT: (receipt_code(UUID(int=7)), UUID(int=7).hex),
    CodeKind.PICKUP: (f"PU-{ORDER}", ORDER),
    CodeKind.CARD: ("LC-7", "LC-7"),
    CodeKind.SLIP: ("HS-" + "A" * 99, "HS-" + "A" * 99),
    CodeKind.BADGE: (BADGE, BADGE),
    CodeKind.BAY: ("BAY-B3", "B3"),
    CodeKind.BAG: ("PC-4711/1/2/C", "4711/1/2/C"),
    CodeKind.PLACE: ("TOTE-9", "9"),
    CodeKind.VALUE_CARD: (VALUE_CARD, VALUE_CARD),
    CodeKind.GIFT_RECEIPT: (gift_receipt_code(UUID(int=7)), UUID(int=7).hex),
    CodeKind.SIGNED_RECEIPT: ("RC-" + "A" * 99, "RC-" + "A" * 99),
}
KINDS = tuple(CODES)
# The table of docs/scan.md: a row a group of places, a word a kind in the order of CODES.
TABLE = {
    (
        *(Route.TILL, Route.DONE, Route.MORE, Route.HELD_SALES, Route.STYLE_GRID),
        *BELOW_MORE,
    ): (
        "add open_return open_order attach_card open_slip badge"
        " open_place open_place open_place value_card open_gift open_signed"
    ),
    (Route.FIND_SALE,): (
        "add open_return find_ordered attach_card open_slip badge"
        " open_place find_ordered open_place value_card open_gift open_signed"
    ),
    (Route.FINISHED_SALE,): (
        "add open_sale open_order attach_card open_slip badge"
        " open_place open_place open_place value_card open_gift open_signed"
    ),
    (
        Route.TENDER,
    ): "add refuse refuse attach_card open_slip badge refuse refuse refuse value_card refuse refuse",
    tuple(
        AT_PICKING
    ): "pick refuse tell_bays refuse refuse badge pick pick pick refuse refuse refuse",
    tuple(AT_STOCK): (
        "take_stock open_return open_order attach_card open_slip badge "
        "take_stock take_stock take_stock value_card open_gift open_signed"
    ),
    (Route.PICKUP, Route.PICKUP_CHECK): (
        "tell_price refuse open_order find_card open_slip badge find_bay open_bag refuse refuse refuse refuse"
    ),
    (Route.HANDOVER,): (
        "tick_goods refuse open_order find_card open_slip badge take_bay tick_bag refuse refuse refuse refuse"
    ),
    (Route.UNSEEN_ORDER,): (
        "tick_goods refuse open_order find_card open_slip badge refuse open_bag refuse refuse refuse refuse"
    ),
    (Route.RETURNING,): (
        "bring_back open_return open_order attach_card open_slip badge"
        " refuse refuse refuse refuse open_gift open_signed"
    ),
    (Route.RETURN_GOODS,): (
        "bring_back_loose open_return open_order attach_card open_slip badge"
        " refuse refuse refuse refuse open_gift open_signed"
    ),
    (Route.OPEN_TILL, Route.CLOSE_DAY): " ".join(
        "badge" if kind is CodeKind.BADGE else "count_first" for kind in KINDS
    ),
    (Route.SIGN_ON,): " ".join(
        "sign_on" if kind is CodeKind.BADGE else "sign_on_first" for kind in KINDS
    ),
    (Route.SET_UP, Route.FAULT): " ".join(["nothing"] * len(KINDS)),
}
SAID = {
    "refuse": "This code does nothing here. Scan an item.",
    "count_first": "Count the drawer first, then scan it again.",
    "sign_on_first": "Sign on first. Scan a badge or touch your name.",
}


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
            of_meaning={meaning: partial(self._did, meaning) for meaning in Meaning},
            badge_approves=self._approves,
            refuse=self._refuse,
        )
        return ScanRouter(
            targets, lambda: self.place, lambda: self.is_asking, lambda: self.is_paying
        )

    def _did(self, meaning: Meaning, words: str) -> None:
        self.done.append((meaning.value, words))

    def _approves(self, badge: str) -> bool:
        if self.needs_second_person:
            self.done.append(("approve", badge))
        return self.needs_second_person

    def _refuse(self, notice: NoticeState) -> None:
        self.done.append(("refuse", notice.text))


def heard(text: str) -> Scan:
    return Scan.of(Reading(text, "left", 0), STANDARD_RULES)


def test_every_kind_of_code_has_one_meaning_in_every_place() -> None:
    assert {place for places in TABLE for place in places} == set(Route), "a screen has no row"
    assert {kind: kind_of(parse_scan(text)) for kind, (text, _) in CODES.items()} == {
        kind: kind for kind in KINDS
    }
    for places, row in TABLE.items():
        for place in places:
            said = tuple(meaning_of(kind, place) for kind in KINDS)
            assert said == tuple(row.split()), place


def test_a_piece_with_a_serial_is_goods_but_where_its_sale_is_looked_for() -> None:
    kind = kind_of(parse_scan("]d20109501101530003" + "21SN-7"))
    assert kind is CodeKind.PIECE
    for place in Route:
        as_goods = meaning_of(CodeKind.GOODS, place)
        is_looked_for = place is Route.FIND_SALE
        assert meaning_of(kind, place) is (Meaning.FIND_SOLD if is_looked_for else as_goods)


def test_a_parcel_is_goods_but_where_its_order_is_looked_for() -> None:
    text = "]C100350123451234567894"
    assert kind_of(parse_scan(text)) is CodeKind.PARCEL
    for place in Route:
        as_goods = meaning_of(CodeKind.GOODS, place)
        is_looked_for = place is Route.FIND_SALE
        found = meaning_of(CodeKind.PARCEL, place)
        assert found is (Meaning.FIND_ORDERED if is_looked_for else as_goods)
    shop = Shop(Route.FIND_SALE)
    shop.router().scanned(heard(text))
    assert shop.done == [("find_ordered", "350123451234567894")]


def test_every_scan_on_every_screen_sets_off_one_thing_or_says_why_not() -> None:
    for places, row in TABLE.items():
        for kind, meaning in zip(KINDS, row.split(), strict=True):
            text, words = CODES[kind]
            for place in places:
                shop = Shop(place)
                shop.router().scanned(heard(text))
                if meaning == "nothing":
                    assert shop.done == []
                elif meaning in SAID:
                    assert shop.done == [("refuse", SAID[meaning])], (place, kind)
                else:
                    whole = meaning in READ_AGAIN
                    assert shop.done == [(meaning, text if whole else words)], (place, kind)


@pytest.mark.parametrize("text", [MISREAD, "85099B", "(00)095011010000000005", "https://x.example"])
def test_what_no_kind_knows_is_looked_up_where_goods_are(text: str) -> None:
    for place, meaning in ((Route.TILL, "add"), (Route.PICK_STEP, "pick")):
        shop = Shop(place)
        shop.router().scanned(heard(text))
        assert shop.done == [(meaning, text)]


def test_while_a_terminal_asks_for_a_card_nothing_else_happens() -> None:
    for kind, (text, _) in CODES.items():
        shop = Shop(Route.TENDER, is_paying=True)
        shop.router().scanned(heard(text))
        [(what, words)] = shop.done
        assert what == "refuse" and "Payment is running" in words, kind


@pytest.mark.parametrize("place", [Route.SET_UP, Route.FAULT])
def test_nothing_happens_before_the_store_is_open(place: Route) -> None:
    shop = Shop(place)
    shop.router().scanned(heard(PRODUCT))
    shop.router().half_scanned(heard("2000"))
    assert shop.done == []


def test_a_product_never_answers_a_question() -> None:
    shop = Shop(is_asking=True)
    shop.router().scanned(heard(PRODUCT))
    assert shop.done == [("refuse", "Answer the question first, then scan it again.")]


def test_half_a_scan_is_said() -> None:
    shop = Shop()
    shop.router().half_scanned(heard("2000"))
    assert shop.done == [("refuse", "Half a code was read. Scan it again.")]


@pytest.mark.parametrize(("needs", "what"), [(True, "approve"), (False, "refuse")])
def test_a_badge_answers_only_the_question_for_a_second_person(needs: bool, what: str) -> None:
    shop = Shop(is_asking=True, needs_second_person=needs)
    shop.router().scanned(heard(BADGE))
    assert [kind for kind, _ in shop.done] == [what]
