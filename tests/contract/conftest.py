"""The centre that the protocol is held against: the one of CONTRACT_URL, else one of our own with the demo store."""

import os
from collections.abc import Iterator

import pytest

from tests.contract.centre_process import CentreProcess
from tests.contract.device import Address, ContractDevice

UNIT = "12"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Where the centre is, and who administers it."""
    url = os.environ.get("CONTRACT_URL", "")
    unit = os.environ.get("CONTRACT_UNIT") or UNIT
    if url:
        yield Address(url.rstrip("/"), os.environ.get("CONTRACT_TOKEN", ""), unit)
        return
    process = CentreProcess(tmp_path_factory.mktemp("contract"))
    process.load_demo()
    process.start()
    yield Address(process.url, process.admin_token, unit)
    process.stop()


@pytest.fixture
def device(address: Address) -> Iterator[ContractDevice]:
    """A newly enrolled device."""
    with ContractDevice.new(address) as made:
        yield made
