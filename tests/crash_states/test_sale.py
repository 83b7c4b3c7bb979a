"""A power cut at any moment of opening a till and selling loses nothing that anybody was shown."""

import pytest

from pos_app.domain.fact_bodies import operator_signed_off
from pos_app.domain.ids import BusinessDate, OperatorNumber
from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.examination import examine
from tests.crash_states.machine import insert
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, two_sales
from tests.crash_states.till_day import Cashier, CountedIds, enrolled, start


@pytest.mark.parametrize("seed", range(4))
def test_nothing_shown_is_lost(seed: int) -> None:
    disk = two_sales()
    examined = examine(crash_states(disk, seed, drawn=5), JOURNAL, register_goes_on, disk.start)
    assert examined.states > 900
    assert examined.starts > 75


def test_a_scan_waits_for_no_disk_and_a_sale_does() -> None:
    disk = insert(enrolled())
    ids = CountedIds()
    opened = start(ids)
    cashier = Cashier(opened, ids)
    cashier.signs_on()
    cashier.opens_till()
    before = disk.sync_count
    cashier.scans("85099B")
    cashier.scans("22423")
    assert disk.sync_count == before
    cashier.takes_cash()
    assert disk.sync_count > before
    opened.close()


def test_a_fact_is_never_written_with_the_basket_alone() -> None:
    disk = insert(enrolled())
    opened = start(CountedIds())
    operations = len(disk.operations)
    with pytest.raises(AssertionError, match="forced"), opened.store.write_basket():
        opened.store.journal.append(
            operator_signed_off(),
            operator=OperatorNumber("7"),
            business_date=BusinessDate("2026-11-21"),
        )
    assert len(disk.operations) == operations
    opened.close()
