"""Boxes in boxes: nothing through another, nothing outside, and the smallest box that an arrangement was found for."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.shipping.cartons import Piece, holds, read_cartons, suggest
from pos_app.domain.shipping.fitting import PIECES_PLACED_MAX, Block, arrange, fits

SIDES = st.integers(min_value=1, max_value=300)
BLOCKS = st.builds(Block, SIDES, SIDES, SIDES, st.booleans())
SETTING = "L=600x400x400:480:22000 S=300x220x150:110:6000 M=400x300x250:240:12000 nonsense X=1x1"
S, M, L = read_cartons(SETTING)


@given(st.lists(BLOCKS, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_what_is_arranged_is_inside_and_apart(blocks: list[Block]) -> None:
    placed = arrange(M.inside, blocks)
    assert len(placed) in (0, len(blocks))
    assert {each.block for each in placed} in (set(), set(range(len(blocks))))
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    for each in placed:
        assert min(each.at) >= 0
        assert all(end <= most for end, most in zip(each.end, (400, 300, 250), strict=True))
        assert each.sides in blocks[each.block].turned


@given(st.lists(st.builds(Piece, st.integers(0, 4000), BLOCKS), max_size=12))
@settings(max_examples=40, deadline=None)
def test_every_suggested_box_is_one_of_the_store(pieces: list[Piece]) -> None:
    chosen = suggest((S, M, L), pieces)
    assert bool(chosen) == bool(pieces)
    assert set(chosen) <= {S, M, L}
    if len(chosen) == 1 and holds(L, pieces):
        smaller = [box for box in (S, M, L) if box.inside.volume < chosen[0].inside.volume]
        assert not any(holds(box, pieces) for box in smaller)


def test_a_plate_stays_upright_and_a_ruler_lies_across() -> None:
    ruler = Block(420, 20, 5)
    assert fits(L.inside, [ruler])
    assert not fits(S.inside, [ruler])
    assert fits(S.inside, [Block(20, 20, 290)])
    assert not fits(S.inside, [Block(20, 20, 290, is_upright=True)])


def test_weight_and_number_decide_too() -> None:
    cup = Piece(300, Block(90, 90, 100))
    assert suggest((S, M, L), [cup] * 4) == (S,)
    assert suggest((S, M, L), [Piece(2000, cup.block)] * 4) == (M,)
    assert suggest((S, M, L), [cup] * (PIECES_PLACED_MAX + 10)) == (L,)
    assert len(suggest((S, M, L), [Piece(9000, cup.block)] * 6)) == 3


def test_what_nobody_has_measured_takes_no_room() -> None:
    assert suggest((S, M, L), [Piece(0, Block(0, 0, 0))] * 9) == (S,)
    assert suggest((), [Piece(0, Block(0, 0, 0))]) == ()
