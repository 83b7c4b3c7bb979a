"""After a journal was salvaged the agent goes on with the new file: everything that is left arrives, and once."""

from pathlib import Path

import pytest

from pos_app.files.database import Durability, open_writer
from pos_app.files.journal_reader import facts_after, incarnations
from sync.core.uploader import PROOF_INTERVAL_US
from sync.notebook import JournalFile, StoredChains
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY
from tests.pos_app.till import BAG, Till
from tests.sync.model_sides import ModelCentre
from tests.sync.test_uploader import _run, _uploader_of


def _ids(till: Till) -> set[str]:
    connection = till.files.connection
    return {
        fact.fact_id.hex
        for life in incarnations(connection)
        for fact in facts_after(connection, life.id, 0, 1_000)
    }


@pytest.mark.parametrize("damage_before_sending", [True, False])
def test_all_that_is_left_arrives_once(tmp_path: Path, damage_before_sending: bool) -> None:
    till, centre = Till(tmp_path), ModelCentre()
    folder = till.device.folder
    till.opens(ANNA)
    till.sells(BAG)
    till.sells(BAG)
    everything = _ids(till)
    store = open_writer(folder.replica("store", 1), KEY, Durability.NORMAL)
    journal = JournalFile(folder.journal, KEY)
    chains = StoredChains(journal, lambda: store, lambda: 7)
    uploader = _uploader_of(chains)
    if not damage_before_sending:
        _run(uploader, centre)
        assert set(centre.applied) == everything
    till.close()
    writer = open_writer(folder.journal, KEY, Durability.FULL)
    spoilt = writer.execute("SELECT fact_id FROM fact WHERE sequence = 3").fetchone()[0].hex()
    writer.execute("UPDATE fact SET body = x'7b7d' WHERE sequence = 3")
    writer.close()
    folder.journal_suspect.touch()
    till.start()
    till.signs_on(ANNA)
    till.sells(BAG)
    assert journal.data_version() == -1, "the agent looks at the newer file from now on"
    for round_ in range(1, 4):
        _run(uploader, centre, round_ * PROOF_INTERVAL_US)
        till.files.news.changed()
        till.files.resolve_forks()
    left = _ids(till)
    assert left <= set(centre.applied)
    assert len(centre.applied) == len(set(centre.applied))
    assert (spoilt in centre.applied) is not damage_before_sending
    assert till.files.sending.status().waiting_count == 0
    assert len(incarnations(till.files.connection)) == 2
    journal.close()
    store.close()
    till.close()
