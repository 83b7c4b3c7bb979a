"""Operations command writes the page of all operations, as docs/operations.md holds it."""

from __future__ import annotations

import argparse
import sys

from pos_app.domain.operation import Operation
from pos_app.domain.operations.catalogue import OPERATIONS
from pos_app.domain.operator import PERMISSIONS

HEAD = """# Operations
Every verb that a person has at a register, from `pos_app/domain/operations`; `python -m pos_app operations` writes
this page. A story carries out each of them on the real screens with head office out of reach, and compares the facts.

| | what | who | writes | offline | undone by |
|---|---|---|---|---|---|
"""
ALL = "everybody"
NOTHING = "no fact"


def main(arguments: list[str]) -> int:
    """Print the page of operations."""
    parser = argparse.ArgumentParser(prog="python -m pos_app operations", description=main.__doc__)
    parser.parse_args(arguments)
    sys.stdout.write(operations_page())
    return 0


def operations_page() -> str:
    """Markdown, one line for each operation."""
    return HEAD + "".join(f"| {' | '.join(_cells(operation))} |\n" for operation in OPERATIONS)


def _cells(operation: Operation) -> tuple[str, ...]:
    wanted = operation.permission
    roles = [role for role, permissions in PERMISSIONS.items() if wanted in permissions]
    who = ALL if wanted is None else ", ".join(roles)
    return (
        str(operation.number),
        operation.name,
        f"{who}; of age" if operation.adults_only else who,
        ", ".join(f"`{kind}`" for kind in operation.facts) or NOTHING,
        operation.offline,
        operation.undone_by,
    )
