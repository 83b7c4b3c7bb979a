"""The centre under test, on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.centre import Centre
from central.settings import Settings
from tests.central.head_office import HeadOffice
from tests.central.private_postgresql import PrivatePostgreSQL

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One key for all centres of a run: making one takes long."""
    return tmp_path_factory.mktemp("key") / "central-key.pem"


@pytest.fixture(scope="module", params=DATABASES)
def database_url(
    request: pytest.FixtureRequest,
    postgresql: PrivatePostgreSQL,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """An empty database of each kind."""
    if request.param == "postgresql":
        return postgresql.new_database()
    return f"sqlite:///{tmp_path_factory.mktemp('centre') / 'central.db'}"


@pytest.fixture(scope="module")
def centre(
    database_url: str, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Centre]:
    """A centre without a shell around it."""
    folder = tmp_path_factory.mktemp("beside")
    made = Centre(Settings(database_url, key_file, folder / "snapshots", folder / "witness.json"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def office(centre: Centre) -> HeadOffice:
    """The centre with a few items; every test opens its own store."""
    return HeadOffice(centre)
