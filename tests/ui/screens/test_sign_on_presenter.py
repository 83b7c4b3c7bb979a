"""Who may sign on, and what stands in the way; the presenter runs without Qt."""

from __future__ import annotations

from pos_app.usecases.till.signing_on import SignedOn
from tests.pos_app.fakes import ANNA, BEN
from tests.pos_app.till import Till
from tests.ui.screens.desk_under_test import DeskUnderTest
from tests.ui.screens.store_under_test import application_of
from ui.screens.sign_on.presenter import SignOnPresenter
from ui.screens.sign_on.view_state import SignOnState


class SignOnUnderTest:
    """The presenter with what it showed last."""

    def __init__(self, till: Till) -> None:
        self.states: list[SignOnState] = []
        self.signed_on: list[SignedOn] = []
        desk = DeskUnderTest(till.clock)
        self.went, self.told = desk.went, desk.told
        self.presenter = SignOnPresenter(
            application_of(till), desk.desk(), self.states.append, self.signed_on.append
        )
        self.presenter.opened()

    @property
    def state(self) -> SignOnState:
        return self.states[-1]

    def types(self, pin: str) -> None:
        for digit in pin:
            self.presenter.digit_pressed(digit)


def test_the_last_digit_signs_on(till: Till) -> None:
    under_test = SignOnUnderTest(till)
    under_test.presenter.operator_touched(ANNA.number)
    under_test.types("111")
    assert under_test.state.digits == 3
    assert under_test.signed_on == []
    under_test.types("1")
    assert under_test.signed_on[0].operator == ANNA
    till.close()


def test_a_lock_out_counts_down_and_ends(till: Till) -> None:
    under_test = SignOnUnderTest(till)
    under_test.presenter.operator_touched(ANNA.number)
    for _ in range(3):
        under_test.types("9999")
    assert under_test.state.refusal == "Too many tries. Wait 30 s, or scan a badge."
    till.clock.passes(10)
    under_test.presenter.second_passed()
    assert under_test.state.refusal == "Too many tries. Wait 20 s, or scan a badge."
    under_test.types("1111")
    assert under_test.signed_on == []
    till.clock.passes(20)
    under_test.presenter.second_passed()
    assert under_test.state.refusal == ""
    under_test.types("1111")
    assert under_test.signed_on[0].operator == ANNA
    till.close()


def test_letters_find_a_name(till: Till) -> None:
    under_test = SignOnUnderTest(till)
    under_test.presenter.letter_typed("b")
    assert [tile.number for tile in under_test.state.operators] == [BEN.number]
    till.close()


def test_a_day_not_closed_is_said_with_its_date(till: Till) -> None:
    till.opens(ANNA)
    till.register.lock_register()
    till.clock.passes(86_400)
    under_test = SignOnUnderTest(till)
    assert under_test.state.unclosed_day == "21 Nov is not closed."
    till.close()
