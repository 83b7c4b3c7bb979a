"""No query leaves its cursor open: an open one pins the write-ahead log, which then grows without end (SYNC T4)."""

import ast
from collections.abc import Iterator

from tests.tidy.rule import Finding, Rule
from tests.tidy.source_tree import SourceFile

_ASKS = {"execute", "executemany"}
_FETCHES = {"fetchone", "fetchall"}
# The one place that knows cursors; what it reads row by row, it reads to the end.
_DATABASE = "pos_app/files/database.py"


def _is_question(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _ASKS
    )


def _kept_open(file: SourceFile) -> Iterator[Finding]:
    """A cursor that nothing names ends with the expression; one with a name lives until somebody thinks of it."""
    over: set[ast.AST] = set()
    for node in file.nodes:
        if isinstance(node, ast.Expr) or (
            isinstance(node, ast.Attribute) and node.attr in _FETCHES
        ):
            over.add(node.value)
    for node in file.nodes:
        if isinstance(node, ast.Call) and _is_question(node) and node not in over:
            yield node.lineno, "keeps a cursor: fetch where you ask, or read by readable_rows"


def _reads_on_a_device(file: SourceFile) -> bool:
    return file.is_python and file.is_under("pos_app", "sync", "ui") and file.path != _DATABASE


RULES = (
    Rule(
        "rows are fetched where they are asked for",
        _kept_open,
        planted=(
            ("pos_app/storage/a.py", "rows = connection.execute(ALL)\n"),
            ("sync/a.py", "def f(c):\n    return c.execute(ALL)\n"),
            ("sync/a.py", "for row in connection.execute(ALL):\n    print(row)\n"),
            ("sync/a.py", "rows = list(connection.execute(ALL))\n"),
        ),
        harmless=(
            ("sync/a.py", "connection.execute(DROP)\nconnection.executemany(PUT, rows)\n"),
            ("sync/a.py", "row = connection.execute(ONE, (1,)).fetchone()\n"),
            ("sync/a.py", "found = [row[0] for row in self._open().execute(ALL).fetchall()]\n"),
        ),
        holds_for=_reads_on_a_device,
    ),
)
