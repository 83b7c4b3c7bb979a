"""A database from before the chains of hashes: every feed goes on in an epoch that is chained throughout."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from central.centre import new_id
from central.core.feed import Change, publish
from central.storage.engine import Database
from central.storage.migrate import SCRIPTS, migrate
from central.storage.sql_feeds import SqlFeeds
from central.witness import Witness
from sync.wire.chain import EMPTY_HASH

FEEDS = ("chain", "zone:uk")
OLD = (
    "INSERT INTO feed (feed, epoch, key, head, page_first, page_bytes) "
    "VALUES (:feed, :epoch, 'k', 2, 2, 5)",
    "INSERT INTO feed_group (feed, epoch, position, payload) VALUES (:feed, :epoch, 1, :payload)",
    "INSERT INTO feed_group (feed, epoch, position, payload) VALUES (:feed, :epoch, 2, :payload)",
    "INSERT INTO feed_page (feed, epoch, first, last, sha256) VALUES (:feed, :epoch, 1, 1, 'x')",
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    made.write(_to_second)
    made.write(_fill)
    yield made
    made.close()


def _to_second(connection: Connection) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "v0002")


def _fill(connection: Connection) -> None:
    for feed in FEEDS:
        row = {"feed": feed, "epoch": f"old-{feed}", "payload": b"{}"}
        for statement in OLD:
            connection.execute(text(statement), row)


def test_every_feed_begins_anew_and_no_witness_begins_it_again(
    database: Database, tmp_path: Path
) -> None:
    # What the program before this one has left beside the database.
    witness = tmp_path / "witness.json"
    witness.write_text('{"chain": ["old-chain", 2], "zone:uk": ["old-zone:uk", 2]}')
    migrate(database)
    with database.read() as connection:
        heads = SqlFeeds(connection).all()
        assert connection.execute(text("SELECT count(*) FROM feed_group")).scalar() == 0
    for head in heads.values():
        assert (head.head, head.hash, head.kept_from) == (0, EMPTY_HASH, 1)
    assert len({head.epoch for head in heads.values()} | {"old-chain", "old-zone:uk"}) == 4
    assert Witness(database, witness).check(new_id) == []
    change = {"chain": [Change({})]}
    database.write(lambda connection: publish(SqlFeeds(connection), change))
    with database.read() as connection:
        head = SqlFeeds(connection).all()["chain"]
    assert (head.epoch, head.head) == (heads["chain"].epoch, 1)
    assert head.hash != EMPTY_HASH
