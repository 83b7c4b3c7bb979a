"""The page of operations is the one that the catalogue of operations writes."""

from pathlib import Path

from pos_app.domain.operations.catalogue import OPERATIONS
from pos_app.operations_command import operations_page

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


def test_the_page_is_written_from_the_catalogue() -> None:
    assert PAGE.read_text(encoding="utf-8") == operations_page(), (
        "run: python -m pos_app operations"
    )


def test_numbers_and_names_are_given_once() -> None:
    numbers = [operation.number for operation in OPERATIONS]
    assert numbers == sorted(set(numbers))
    assert len({operation.name for operation in OPERATIONS}) == len(OPERATIONS)
