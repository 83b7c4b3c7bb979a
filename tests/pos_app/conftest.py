"""What tests of the store below its screens share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pos_app.till import Till


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """An enrolled register with a small catalogue; nobody is signed on."""
    under_test = Till(tmp_path)
    yield under_test
    under_test.close()
