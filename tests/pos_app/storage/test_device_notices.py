"""A clock that is off, a short disk, a damaged journal: a person is told, and selling goes on."""

from pathlib import Path

import pytest

from pos_app.ports.replica import DeviceNotice
from pos_app.storage.device_notices import device_notices
from tests.pos_app.fakes import ANNA, SECONDS_OF_A_DAY, START_US
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, Till

DAY_US = SECONDS_OF_A_DAY * 1_000_000


@pytest.mark.parametrize(
    ("contact", "age_us", "expected"),
    [
        ({}, 0, set()),
        ({}, DAY_US + 1, {DeviceNotice.CLOCK_UNKNOWN}),
        ({"last_contact_us": str(START_US)}, DAY_US, set()),
        ({"last_contact_us": str(START_US)}, DAY_US + 1, {DeviceNotice.CLOCK_UNKNOWN}),
        ({"clock_offset_ms": "120000"}, 0, set()),
        ({"clock_offset_ms": "-120001"}, 0, {DeviceNotice.CLOCK_OFF}),
        ({"last_contact_us": str(START_US)}, -121_000_000, {DeviceNotice.CLOCK_OFF}),
        ({"disk_short": "1"}, 0, {DeviceNotice.DISK_SHORT}),
        ({"long_log_bytes": "70000000"}, 0, {DeviceNotice.LONG_LOG}),
    ],
)
def test_what_the_notebook_and_the_clocks_say(
    contact: dict[str, str], age_us: int, expected: set[DeviceNotice]
) -> None:
    assert device_notices(contact, START_US, START_US + age_us) == expected


def test_the_status_tells_it_and_sales_go_on(tmp_path: Path) -> None:
    till = Till(tmp_path)
    till.opens(ANNA)
    assert till.files.sending.status().notices == frozenset()
    with agent(till.device) as store:
        store.execute("INSERT INTO contact VALUES ('clock_offset_ms', '9999999')")
        store.execute("INSERT INTO contact VALUES ('journal_damaged', 'chain A breaks at 3')")
    till.files.news.changed()
    found = till.files.sending.status().notices
    assert found == {DeviceNotice.CLOCK_OFF, DeviceNotice.JOURNAL_DAMAGED}
    till.sells(BAG)
    till.restart()
    assert till.device.folder.journal.name == "journal.db", "all of it was read, and it is whole"
    till.close()
