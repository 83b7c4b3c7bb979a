"""A power cut at any moment of opening a till and selling loses nothing that anybody was shown."""

import pytest

from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.examination import examine
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, two_sales


@pytest.mark.parametrize("seed", range(4))
def test_nothing_shown_is_lost(seed: int) -> None:
    disk = two_sales()
    examined = examine(crash_states(disk, seed, drawn=5), JOURNAL, register_goes_on, disk.start)
    assert examined.states > 900
    assert examined.starts > 75
