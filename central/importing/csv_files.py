"""CSV files knows how one of them is read line by line, by the header that it has."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from central.importing.csv_rows import HEADERS, Header
from central.importing.rows import BadRow, Complaint, FileRow, OrderLineRow, OrderRow


class CsvFile:
    """One file with a documented header; it is read line by line, however long it is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._columns: list[str] = []
        self._header: Header | None = None
        self.complaints: list[Complaint] = []
        first = next(self._lines(), None)
        if first is None:
            self._complain(1, "the file is empty")
            return
        self._columns = [cell.strip().lower() for cell in first[1]]
        fitting = [header for header in HEADERS if {*header.needed} <= {*self._columns}]
        if not fitting:
            self._complain(1, "this header is none of those that can be imported")
            return
        self._header = max(fitting, key=lambda header: len(header.needed))
        known = {*self._header.needed, *self._header.allowed}
        for column in self._columns:
            if column not in known:
                self._complain(1, f"the column {column[:40]!r} is not known and was not read")

    def rows(self, kind: str) -> Iterator[FileRow | Complaint]:
        """Every row of a kind, or why it is none, in the order of the file."""
        if self._header is None or self._header.kind != kind:
            return
        for _, found in groupby(self._read(self._header), _named):
            rows = [row for _, row in found]
            yield from _whole_order(rows) if kind == "orders" else rows

    def _read(self, header: Header) -> Iterator[tuple[str, FileRow | Complaint]]:
        """Each row with the name of the order that it belongs to, or its line."""
        lines = self._lines()
        next(lines)
        for line, texts in lines:
            if not any(text.strip() for text in texts):
                continue
            if len(texts) != len(self._columns):
                wanted = f"{len(self._columns)} cells are needed, {len(texts)} are here"
                yield f"line {line}", Complaint(self._path.name, line, wanted)
                continue
            row = dict(zip(self._columns, texts, strict=True))
            name = row["order_number"].strip() if header.kind == "orders" else f"line {line}"
            try:
                yield name, FileRow(self._path.name, line, header.read(row))
            except BadRow as bad:
                yield name, Complaint(self._path.name, line, str(bad))

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        # A byte that is no UTF-8 becomes an unprintable sign, and its row is reported like any other.
        with self._path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            reader = csv.reader(file)
            while True:
                line = reader.line_num + 1
                try:
                    yield line, next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield line, [f"\0{error}"]

    def _complain(self, line: int, reason: str) -> None:
        self.complaints.append(Complaint(self._path.name, line, reason))


def _named(row: tuple[str, FileRow | Complaint]) -> str:
    return row[0]


def _whole_order(rows: list[FileRow | Complaint]) -> Iterator[FileRow | Complaint]:
    """Lines of one order stand together; when one of them is bad, there is no order."""
    bad = [row.line for row in rows if isinstance(row, Complaint)]
    parts: list[OrderLineRow] = []
    for row in rows:
        if isinstance(row, Complaint):
            yield row
        elif bad:
            yield row.complain(f"line {bad[0]} of this order is bad")
        elif isinstance(row.row, OrderRow):
            parts += [replace(part, line=len(parts) + 1) for part in row.row.lines]
    first = rows[0]
    if not bad and isinstance(first, FileRow) and isinstance(first.row, OrderRow):
        yield FileRow(first.file, first.line, replace(first.row, lines=tuple(parts)))
