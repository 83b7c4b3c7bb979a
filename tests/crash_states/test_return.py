"""A power cut at any moment of a return leaves all of it or nothing: money, goods, receipt and fact."""

import pytest

from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.examination import examine
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, after_two_sales, goods_come_back


@pytest.mark.parametrize("seed", range(4))
def test_goods_come_back_whole_or_not_at_all(seed: int) -> None:
    disk = after_two_sales(goods_come_back)
    examined = examine(crash_states(disk, seed, drawn=30), JOURNAL, register_goes_on, disk.start)
    assert examined.states > 250
    assert examined.starts > 15
