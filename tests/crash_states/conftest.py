"""Every crash state runs on the machine with the disk in memory, and is counted."""

from collections.abc import Callable, Iterator

import pytest

from tests.crash_states.counting import PROPERTY, forget_states, states_counted
from tests.crash_states.machine import machine

__all__ = ["machine", "states_are_counted"]
# What is planted there is found at one of its states: those prove nothing of the product.
PLANTED = "test_planted.py"


@pytest.fixture(autouse=True)
def states_are_counted(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Iterator[None]:
    """What a test looked at goes with its report."""
    forget_states()
    yield
    if states_counted() and request.path.name != PLANTED:
        record_property(PROPERTY, states_counted())
