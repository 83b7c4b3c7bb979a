"""Writes the demo store's files so that the same content is the same bytes every time."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a gzip-compressed CSV file without a time stamp and return its number of rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    # compress() with mtime=0 also leaves the file name out of the gzip header.
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))
    return count


def write_document(path: Path, content: object) -> None:
    """Write a readable JSON file."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
