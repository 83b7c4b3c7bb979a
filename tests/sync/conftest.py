"""A centre with the demo store, prepared once, and an empty folder for a device."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.files.layout import DeviceFolder
from tests.contract.centre_process import CentreProcess


@pytest.fixture(scope="module")
def head_office(tmp_path_factory: pytest.TempPathFactory) -> CentreProcess:
    process = CentreProcess(tmp_path_factory.mktemp("centre"))
    process.load_demo()
    return process


@pytest.fixture
def centre(head_office: CentreProcess) -> Iterator[CentreProcess]:
    head_office.start()
    yield head_office
    if head_office.running:
        head_office.stop()


@pytest.fixture
def folder(tmp_path: Path) -> DeviceFolder:
    return DeviceFolder(tmp_path / "till")
