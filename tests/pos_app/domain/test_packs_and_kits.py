"""A pack costs what it says to the minor unit however often it is sold; a kit moves its parts, and they limit it."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.catalogue import Item, KitPart, PriceFrom
from pos_app.domain.ids import ItemId
from pos_app.domain.kits import kit_figure, kits_on_hand_milli, read_parts, write_parts
from pos_app.domain.money import Money, UnitPrice, extend
from pos_app.domain.packs import Pack, PackedItem, packs_in, price_of_one
from pos_app.domain.piece_marks import NO_MARKS
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.stock_room import StockFigure
from pos_app.domain.tax import TaxRate

OAT = Item(
    ItemId(1), "EV005", "Oat", "Drinks", EACH, UnitPrice.of_minor(195, "GBP"), TaxRate("Z", "0", 0)
)
BAG, TIN = ItemId(7), ItemId(8)
PARTS = (KitPart(BAG, 2000, "Bag"), KitPart(TIN, 1000, "Tin"))


@given(st.integers(1, 10**7), st.integers(1, 99), st.integers(1, 9))
def test_so_many_packs_cost_so_many_times_their_price(
    price_minor: int, pieces: int, count: int
) -> None:
    packed = PackedItem(OAT, Pack("case", pieces * 1000, price_minor))
    item, marks = packed.priced(), packed.marked(NO_MARKS)
    many = Quantity(pieces * 1000 * count)
    assert item.price_from is PriceFrom.PACK
    assert extend(item.unit_price, many) == Money(price_minor * count, "GBP")
    assert price_of_one(item.unit_price, marks) == packed.price == Money(price_minor, "GBP")
    assert packs_in(many, marks) == count
    assert packs_in(Quantity(many.milli + 1), marks) == 0


def test_a_pack_without_a_price_is_its_pieces() -> None:
    packed = PackedItem(OAT, Pack("case", 6000))
    assert packed.priced() == OAT
    assert packed.price == Money(1170, "GBP")
    assert packs_in(Quantity(6000), NO_MARKS) == 0


def test_a_kit_moves_its_parts_and_the_scarcest_says_how_many_are_here() -> None:
    kit = Item(
        **{name: getattr(OAT, name) for name in OAT.__slots__ if name != "parts"}, parts=PARTS
    )
    assert dict(kit.stock_of(3000)) == {BAG: 6000, TIN: 3000}
    assert dict(OAT.stock_of(3000)) == {OAT.item_id: 3000}
    assert read_parts(write_parts(PARTS)) == PARTS
    assert kits_on_hand_milli(PARTS, {BAG: 7000, TIN: 9000}) == 3000
    assert kits_on_hand_milli(PARTS, {BAG: 7000}) is None
    figures = {BAG: StockFigure(7000, 2000, 0), TIN: StockFigure(9000, 0, 1000)}
    assert kit_figure(PARTS, figures.get) == StockFigure(3000, 1000, 0)
    nothing: dict[ItemId, StockFigure] = {}
    assert kit_figure(PARTS, nothing.get) is None
