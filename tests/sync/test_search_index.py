"""Search finds what the words begin, best sellers first, and stays right while items change."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.replica_schema import CHAIN_SCHEMA
from pos_app.domain.search_schema import (
    ITEM_SEARCH_FILL,
    ITEM_SEARCH_TABLE,
    ITEM_SEARCH_TRIGGERS,
)
from pos_app.files.database import Connection, Durability, open_writer
from pos_app.files.search_index import match_expression, search

PUT = """INSERT INTO item VALUES (?, ?, ?, 'Food', 'each', 'S', 0, ?)
    ON CONFLICT (item_id) DO UPDATE SET number = excluded.number, name = excluded.name,
    popularity = excluded.popularity"""
DROP = "DELETE FROM item WHERE item_id = ?"


def _open(path: Path, items: list[tuple[int, str, str, int]]) -> Connection:
    connection = open_writer(path, "", Durability.OFF)
    for statement in CHAIN_SCHEMA:
        connection.execute(statement)
    connection.executemany(PUT, items)
    for statement in (*ITEM_SEARCH_TABLE, *ITEM_SEARCH_FILL, *ITEM_SEARCH_TRIGGERS):
        connection.execute(statement)
    return connection


def _find(connection: Connection, words: str, limit: int = 50) -> list[int]:
    return [int(item) for item in search(connection, words, limit, schema="main")]


def test_words_begin_words_and_best_sellers_come_first(tmp_path: Path) -> None:
    connection = _open(
        tmp_path / "chain-1.db",
        [
            (1, "85123A", "WHITE HANGING HEART", 5),
            (2, "A2", "Oat Bar, 40 g", 90),
            (3, "A3", "Bar of oats", 100),
            (4, "A4", "Barley oatmeal", 0),
            (5, "A5", "Crème brûlée", 3),
        ],
    )
    assert _find(connection, "oat ba") == [3, 2, 4]
    assert _find(connection, "oat ba", limit=1) == [3]
    assert _find(connection, "85123a") == [1]
    assert _find(connection, "creme BRULEE") == [5]
    assert _find(connection, "cre\u0300me") == [5]
    assert _find(connection, '"oat" AND -bar*') == []
    assert _find(connection, " ,* ") == []
    connection.close()


def test_an_item_that_changes_is_found_by_what_it_is_now(tmp_path: Path) -> None:
    connection = _open(tmp_path / "chain-1.db", [(1, "A1", "Oat milk", 5), (2, "A2", "Milk", 9)])
    connection.execute(PUT, (1, "A1", "Rice milk", 50))
    assert _find(connection, "oat") == []
    assert _find(connection, "milk") == [1, 2]
    connection.execute(DROP, (2,))
    assert _find(connection, "milk") == [1]
    connection.close()


_NAMES = st.sampled_from(["Oat milk", "Oat bar", "Bar soap", "Milk", "Soap, oat & milk"])
_CHANGES = st.lists(
    st.tuples(st.integers(1, 6), _NAMES | st.none(), st.integers(0, 5)), max_size=30
)


@given(_CHANGES, st.sampled_from(["oat", "mi", "b", "oat m", "so oa"]))
def test_the_index_agrees_with_a_plain_scan(
    changes: list[tuple[int, str | None, int]], words: str
) -> None:
    connection = _open(Path(":memory:"), [])
    items: dict[int, tuple[str, int]] = {}
    for item_id, name, popularity in changes:
        if name is None:
            items.pop(item_id, None)
            connection.execute(DROP, (item_id,))
        else:
            items[item_id] = (name, popularity)
            connection.execute(PUT, (item_id, "N1", name, popularity))
    expected = [
        item_id
        for item_id, (name, _) in sorted(items.items(), key=lambda i: (-i[1][1], i[0]))
        if all(
            any(part.startswith(word) for part in name.lower().replace(",", "").split())
            for word in words.split()
        )
    ]
    assert _find(connection, words) == expected
    connection.close()


@given(st.text())
def test_whatever_is_typed_is_a_query(text: str) -> None:
    connection = _open(Path(":memory:"), [(1, "A1", "Oat milk", 5)])
    _find(connection, text)
    assert "''" not in match_expression(text)
    connection.close()
