"""Search schema knows the word index of the items: built at the centre into chain files, kept by triggers.

An index entry's rowid is the item's rank: (greatest popularity - its popularity) * 2^32 + item_id. Entries
therefore lie in the order in which they are shown, and a search stops as soon as its list is full. The index
holds no text (content='') and no positions (detail=none): prefixes of words are all it has to answer.
Prefixes of one to six letters have lists of their own, which are read only as far as a search goes; a longer one
merges the few words that begin so before the first is found.
"""

from __future__ import annotations

POPULARITY_MAX = 2**31 - 1

_RANK = "((" + str(POPULARITY_MAX) + " - min({0}popularity, " + str(POPULARITY_MAX) + ")) << 32)"


def _entry(row: str) -> str:
    """SQL of the rowid of an item's entry; `row` is "", "new." or "old."."""
    return f"({_RANK.format(row)} | {row}item_id)"


ITEM_SEARCH_TABLE = (
    """CREATE VIRTUAL TABLE item_fts USING fts5(
        name, number, content='', columnsize=0, detail=none, prefix='1 2 3 4 5 6',
        tokenize='unicode61 remove_diacritics 2')""",
)

# Filling in the order of the entries and merging to one segment is five times faster than row by row.
ITEM_SEARCH_FILL = (
    f"""INSERT INTO item_fts(rowid, name, number)
        SELECT {_entry("")}, name, number FROM item ORDER BY popularity DESC, item_id""",
    "INSERT INTO item_fts(item_fts) VALUES ('optimize')",
)

_ADD = f"INSERT INTO item_fts(rowid, name, number) VALUES ({_entry('new.')}, new.name, new.number);"
_REMOVE = f"""INSERT INTO item_fts(item_fts, rowid, name, number)
        VALUES ('delete', {_entry("old.")}, old.name, old.number);"""

# They see INSERT … ON CONFLICT DO UPDATE and DELETE; REPLACE hides the old row from them and is not used.
ITEM_SEARCH_TRIGGERS = (
    f"CREATE TRIGGER item_search_added AFTER INSERT ON item BEGIN {_ADD} END",
    f"CREATE TRIGGER item_search_removed AFTER DELETE ON item BEGIN {_REMOVE} END",
    f"""CREATE TRIGGER item_search_changed AFTER UPDATE OF item_id, number, name, popularity ON item
        WHEN old.item_id <> new.item_id OR old.number <> new.number COLLATE BINARY
            OR old.name <> new.name OR old.popularity <> new.popularity
        BEGIN {_REMOVE} {_ADD} END""",
)
