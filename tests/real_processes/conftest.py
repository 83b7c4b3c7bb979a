"""A prepared store on each database, and copies of it for the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.central.private_postgresql import PrivatePostgreSQL
from tests.made_once import made_once
from tests.real_processes.shop import (
    Databases,
    Prepared,
    Shop,
    copy_of_disk,
    open_shop,
    prepare,
)


@pytest.fixture(scope="session")
def prepared_on_postgresql(
    postgresql: PrivatePostgreSQL, tmp_path_factory: pytest.TempPathFactory
) -> Prepared:
    """A store whose centre has a PostgreSQL."""
    return prepare(tmp_path_factory.mktemp("on-postgresql"), postgresql)


@pytest.fixture(scope="session")
def prepared_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A store whose centre has the embedded database."""
    folder = tmp_path_factory.mktemp("on-sqlite")
    copy_of_disk(made_once("shop-on-sqlite", _prepare_on_sqlite), folder)
    databases = Databases(folder, None)
    return Prepared(folder, databases.new(), databases)


def _prepare_on_sqlite(folder: Path) -> None:
    prepare(folder, None)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def prepared(request: pytest.FixtureRequest) -> Prepared:
    """The store with each kind of database in turn."""
    found = request.getfixturevalue(f"prepared_on_{request.param}")
    assert isinstance(found, Prepared)
    return found


@pytest.fixture
def shop(prepared: Prepared, tmp_path: Path) -> Iterator[Shop]:
    """One register and one worker, on each database."""
    with open_shop(prepared, tmp_path) as made:
        yield made


@pytest.fixture
def small_shop(prepared_on_sqlite: Prepared, tmp_path: Path) -> Iterator[Shop]:
    """One register and one worker on the embedded database, for what befalls the device alone."""
    with open_shop(prepared_on_sqlite, tmp_path) as made:
        yield made
