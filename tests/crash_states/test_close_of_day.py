"""A power cut at any moment of closing a day leaves it open or closed, and its report on paper or waiting."""

import pytest

from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.examination import examine
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, after_two_sales, evening


@pytest.mark.parametrize("seed", range(4))
def test_a_day_is_closed_whole_or_not_at_all(seed: int) -> None:
    disk = after_two_sales(evening)
    examined = examine(crash_states(disk, seed, drawn=30), JOURNAL, register_goes_on, disk.start)
    assert examined.states > 400
    assert examined.starts > 20
