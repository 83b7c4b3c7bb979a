"""The table of late adapters."""

import pytest

from pos_app.ports.late import ADAPTERS, load


@pytest.mark.parametrize("name", ADAPTERS)
def test_every_late_adapter_is_there(name: str) -> None:
    assert load(name)
