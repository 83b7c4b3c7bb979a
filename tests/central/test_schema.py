"""The migrations lead to the schema that the code speaks of, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from central.centre import Centre
from central.storage import feed_rows
from central.storage.columns import METADATA
from central.storage.migrate import migrate
from pos_app.domain.replica_schema import FEED_TABLES
from sync.wire.digest import digest_tables


def test_migrations_equal_the_metadata(centre: Centre) -> None:
    migrate(centre.database)
    with centre.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_table_of_every_feed_can_be_read(centre: Centre) -> None:
    for kind, feed in (("chain", "chain"), ("zone", "zone:uk"), ("store", "store:none")):
        with centre.database.read() as connection:
            found = {name: [*rows] for name, rows in feed_rows.feed_tables(connection, feed)}
        assert [*found] == digest_tables(kind)


def test_no_feed_tells_of_people() -> None:
    personal = ("customer_number", "email", "phone", "pin", "badge", "vehicle", "person")
    columns = [
        column
        for tables in FEED_TABLES.values()
        for names, _ in tables.values()
        for column in names
    ]
    assert [column for column in columns if any(word in column for word in personal)] == []
