"""How many changes a second the agent applies, in groups of 1,000 and of 4, beside bare upserts of the same rows."""

from __future__ import annotations

import shutil
import time

import msgspec

from bench.bench_store import ZONE
from bench.measure import Figure, say, without_collection
from bench.million_items import FOLDER, Catalogue, prepared
from central.core.pages import TAIL_GROUPS_MAX
from pos_app.domain.replica_schema import FEED_TABLES
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.files.layout import DeviceFolder
from sync.line import wall_us
from sync.replica import FeedReplica
from sync.wire.chain import EMPTY_HASH, TailBytes, linked
from sync.wire.messages import PAGE_BYTES_MAX, Group, TableRows, TailReply

CHANGES = 200_000
ROUNDS = 3
ROW_BYTES = 16
FEED = f"zone:{ZONE}"
EPOCH = "bench"
UPSERT = """INSERT INTO price (item_id, price_minor) VALUES (?, ?)
    ON CONFLICT (item_id) DO UPDATE SET price_minor = excluded.price_minor"""


def main() -> None:
    """Print the rate of groups of 1,000; that of groups of 4 stands above it."""
    catalogue = prepared()
    small = _best(catalogue, group_rows=4)
    large = _best(catalogue, group_rows=1_000)
    say("feed_apply groups of 4", changes_per_s=small[0], floor_per_s=small[1])
    rate, bare = large
    # The floor's rate over ours, so that a larger ratio is slower, as everywhere.
    print(Figure("feed_apply", round(rate), "changes/s", round(bare), round(bare / rate, 3)).line())


def replica_folder(catalogue: Catalogue, name: str) -> DeviceFolder:
    """A copy of the price file that may be written."""
    folder = DeviceFolder(FOLDER / name)
    shutil.rmtree(folder.root, ignore_errors=True)
    folder.root.mkdir(parents=True)
    shutil.copyfile(catalogue.folder.replica("zone", 1), folder.replica("zone", 1))
    return folder


def tails(changes: int, group_rows: int, price_minor: int) -> list[bytes]:
    """Answers of the centre, as full as it makes them, that set prices all over the catalogue."""
    columns = [*FEED_TABLES["zone"]["price"][0]]
    per_tail = max(1, min(TAIL_GROUPS_MAX, PAGE_BYTES_MAX // (group_rows * ROW_BYTES + 80)))
    groups = []
    for position in range(changes // group_rows):
        # A price list names neighbours; one list and the next are anywhere.
        first = 1 + position * 7919 * group_rows % (1_000_000 - group_rows)
        put: list[list[int | str | None]]
        put = [[first + n, price_minor + n] for n in range(group_rows)]
        groups.append(Group(position + 2, [TableRows("price", columns, put)]))
    return [
        msgspec.json.encode(
            TailReply(FEED, EPOCH, at + 1, len(groups) + 1, groups[at : at + per_tail])
        )
        for at in range(0, len(groups), per_tail)
    ]


def apply(replica: FeedReplica, answer: bytes) -> None:
    """What the agent does with an answer: read it, follow the hashes of its groups, write it."""
    reply = msgspec.json.decode(answer, type=TailBytes)
    groups = linked(EMPTY_HASH, reply.groups)
    with replica.transaction():
        replica.apply([held.group for held in groups], groups[-1].hash)


def _best(catalogue: Catalogue, group_rows: int) -> tuple[float, float]:
    """Changes a second of the agent and of the floor: of each, the best round."""
    rates, floors = [], []
    for number in range(ROUNDS):
        answers = tails(CHANGES, group_rows, 100 + number)
        rates.append(_apply(catalogue, answers))
        floors.append(_upsert(catalogue, answers))
    return max(rates), max(floors)


def _apply(catalogue: Catalogue, answers: list[bytes]) -> float:
    replica = FeedReplica(replica_folder(catalogue, "feed-apply"), FEED, "", wall_us)
    replica.open({})
    with without_collection():
        began = time.perf_counter()
        for answer in answers:
            apply(replica, answer)
        took = time.perf_counter() - began
    replica.close()
    return CHANGES / took


def _upsert(catalogue: Catalogue, answers: list[bytes]) -> float:
    path = replica_folder(catalogue, "feed-apply-floor").replica("zone", 1)
    connection = open_writer(path, "", Durability.NORMAL)
    replies = [msgspec.json.decode(answer, type=TailReply) for answer in answers]
    rows = [[row for group in reply.groups for row in group.tables[0].put] for reply in replies]
    with without_collection():
        began = time.perf_counter()
        for batch in rows:
            _write(connection, batch)
        took = time.perf_counter() - began
    connection.close()
    return CHANGES / took


def _write(connection: Connection, batch: list[list[int | str | None]]) -> None:
    with transaction(connection):
        connection.executemany(UPSERT, batch)


if __name__ == "__main__":
    main()
