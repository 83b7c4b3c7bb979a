"""Journal schema knows the tables of journal.db, and the steps that brought older ones here."""

from __future__ import annotations

# Each entry brings the file from version n to n + 1; a released entry never changes.
JOURNAL_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # `moved_after`: facts behind this sequence were re-chained under a newer incarnation after a fork.
        """CREATE TABLE incarnation (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, opened_us INTEGER NOT NULL,
            reason TEXT NOT NULL, moved_after INTEGER)""",
        """CREATE TABLE fact (
            incarnation INTEGER NOT NULL REFERENCES incarnation(number), sequence INTEGER NOT NULL,
            fact_id BLOB NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
            device_id TEXT NOT NULL, business_unit TEXT NOT NULL, workstation TEXT NOT NULL,
            operator TEXT NOT NULL, business_date TEXT NOT NULL,
            wall_us INTEGER NOT NULL, monotonic_ns INTEGER NOT NULL, boot_id TEXT NOT NULL,
            centre_offset_ms INTEGER, body BLOB NOT NULL,
            previous_hash BLOB NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (incarnation, sequence)) WITHOUT ROWID""",
        "CREATE INDEX fact_by_id ON fact(fact_id)",
        """CREATE TABLE stock_effect (
            item_id INTEGER NOT NULL, fact_id BLOB NOT NULL, difference_milli INTEGER NOT NULL,
            PRIMARY KEY (item_id, fact_id)) WITHOUT ROWID""",
        """CREATE TABLE sale (
            sale_id BLOB PRIMARY KEY, business_date TEXT NOT NULL, receipt_number TEXT NOT NULL,
            operator_name TEXT NOT NULL, fact_id BLOB NOT NULL) WITHOUT ROWID""",
        "CREATE UNIQUE INDEX sale_by_number ON sale(business_date, receipt_number)",
        """CREATE TABLE business_day (
            business_date TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
            opened_by TEXT, float_minor INTEGER, currency TEXT NOT NULL, cash_sales_minor INTEGER NOT NULL,
            sale_count INTEGER NOT NULL, cancelled_count INTEGER NOT NULL,
            drawer_opened_count INTEGER NOT NULL) WITHOUT ROWID""",
        "CREATE UNIQUE INDEX one_open_day ON business_day(state) WHERE state = 'open'",
        """CREATE TABLE basket (
            only_one INTEGER PRIMARY KEY CHECK (only_one = 1), sale_id BLOB NOT NULL,
            operator TEXT NOT NULL, currency TEXT NOT NULL, age_answer TEXT,
            age_limit INTEGER NOT NULL)""",
        """CREATE TABLE basket_line (
            line INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, item_number TEXT NOT NULL,
            name TEXT NOT NULL, department TEXT NOT NULL, unit TEXT NOT NULL,
            unit_price_minor_milli INTEGER NOT NULL, tax_code TEXT NOT NULL, tax_name TEXT NOT NULL,
            tax_basis_points INTEGER NOT NULL, age_limit INTEGER NOT NULL,
            quantity_milli INTEGER NOT NULL, voided INTEGER NOT NULL)""",
        """CREATE TABLE sign_on_attempt (
            operator TEXT PRIMARY KEY, failures INTEGER NOT NULL, wall_us INTEGER NOT NULL,
            monotonic_ns INTEGER NOT NULL, boot_id TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE guest_operator (
            business_date TEXT NOT NULL, operator TEXT NOT NULL, name TEXT NOT NULL,
            pin_hash TEXT NOT NULL, PRIMARY KEY (business_date, operator)) WITHOUT ROWID""",
        """CREATE TABLE print_job (
            job INTEGER PRIMARY KEY, document BLOB NOT NULL, kind TEXT NOT NULL)""",
    ),
    (
        # `fingerprint`: of the machine where this life was begun (SYNC T12). Facts up to `pruned_sequence` were
        # acknowledged, grew old and were let go of; the chain goes on from `pruned_hash`, the last one's.
        "ALTER TABLE incarnation ADD COLUMN fingerprint TEXT",
        "ALTER TABLE incarnation ADD COLUMN pruned_sequence INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE incarnation ADD COLUMN pruned_hash BLOB",
    ),
    (
        # What a fact commits to and does not say, since it names a person. These words are few, for all of them have to
        # fit on the first page: with a second one that cannot be read no table would be found.
        """CREATE TABLE side_record (number INTEGER PRIMARY KEY, fact_id BLOB NOT NULL,
            commitment TEXT NOT NULL, subject TEXT NOT NULL, key BLOB NOT NULL, record TEXT NOT NULL)""",
        "CREATE INDEX side_record_by_fact ON side_record(fact_id)",
    ),
    (
        # Minor units by kind of move, as JSON; also those of refunds, and how many returns there were.
        "ALTER TABLE business_day ADD COLUMN moves TEXT NOT NULL DEFAULT '{}'",
    ),
    ("ALTER TABLE basket_line ADD COLUMN price_from TEXT",),
    (
        # What a person changed of prices, as JSON.
        "ALTER TABLE basket ADD COLUMN more TEXT",
        "ALTER TABLE basket_line ADD COLUMN more TEXT",
    ),
)
