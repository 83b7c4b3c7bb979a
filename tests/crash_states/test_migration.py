"""A power cut at any moment of making or migrating a journal leaves a version of it that the next start brings on."""

import pytest

from pos_app.files.database import Durability, migrate, open_writer, schema_version
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.storage import opening
from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.disk import Image
from tests.crash_states.examination import examine
from tests.crash_states.machine import copied, insert
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import IDS_LATER, JOURNAL, two_sales
from tests.crash_states.till_day import CountedIds, device, enrolled, start
from tests.pos_app.storage.device import KEY

# Steps as later releases may bring them: a new table filled from the facts, a column, a table made anew.
LATER_STEPS = (
    (
        "CREATE TABLE sold (item TEXT PRIMARY KEY, fact_id BLOB NOT NULL) WITHOUT ROWID",
        """INSERT INTO sold SELECT json_extract(line.value, '$.line') || hex(fact_id), fact_id
        FROM fact, json_each(body, '$.lines') line WHERE kind = 'sale_completed'""",
        "CREATE INDEX sold_by_fact ON sold(fact_id)",
    ),
    ("ALTER TABLE incarnation ADD COLUMN machine TEXT NOT NULL DEFAULT 'one'",),
    (
        """CREATE TABLE print_job_new (
            job INTEGER PRIMARY KEY, document BLOB NOT NULL, kind TEXT NOT NULL,
            copies INTEGER NOT NULL DEFAULT 1)""",
        "INSERT INTO print_job_new (job, document, kind) SELECT job, document, kind FROM print_job",
        "DROP TABLE print_job",
        "ALTER TABLE print_job_new RENAME TO print_job",
    ),
)


def _at_version(version: int) -> Image:
    """An empty journal as the release of that version made it."""
    disk = insert(enrolled())
    writer = open_writer(device().folder.journal, KEY, Durability.FULL)
    migrate(writer, JOURNAL_MIGRATIONS[:version])
    writer.close()
    return disk.image()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("version", range(len(JOURNAL_MIGRATIONS) + 1))
def test_every_released_version_comes_here(version: int, seed: int) -> None:
    disk = insert(_at_version(version))
    start(CountedIds()).close()
    states = crash_states(disk, seed, drawn=30)
    examined = examine(states, JOURNAL, register_goes_on, disk.start)
    assert examined.states > 50


@pytest.mark.parametrize("seed", range(4))
def test_steps_over_a_journal_with_sales(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = copied(two_sales())
    steps = (*JOURNAL_MIGRATIONS, *LATER_STEPS)
    monkeypatch.setattr(opening, "JOURNAL_MIGRATIONS", steps)
    opened = start(CountedIds(IDS_LATER))
    assert schema_version(opened.connection) == len(steps)
    opened.close()
    states = crash_states(disk, seed, drawn=30)
    examined = examine(states, JOURNAL, register_goes_on, disk.start)
    assert examined.states > 250
