"""What stories share: a prepared store, made once, and a shop of its own for each story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pos_app.devices.simulated_terminal import SimulatedTerminal
from tests.stories.prepared import PreparedStore
from tests.stories.world import Shop


@pytest.fixture(scope="session")
def prepared() -> PreparedStore:
    """The demo store with one register that has all items."""
    return PreparedStore()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[SimulatedTerminal]:
    """A card terminal, switched on; slow is slower than any cashier."""
    made = SimulatedTerminal(tmp_path / "terminal", slow_ms=60_000)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def store(tmp_path: Path, prepared: PreparedStore) -> Iterator[Shop]:
    """A store of this story's own; closed when the story begins."""
    shop = Shop(tmp_path, prepared)
    yield shop
    shop.ends()
