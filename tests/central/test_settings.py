"""One file says how a centre runs: what nobody understands is refused by its line, the environment wins."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

import central.settings
from central.settings import NAMES, SETTINGS_FILE, Settings, SettingsUnfit, with_file
from central.storage.engine import Database
from central.storage.migrate import DatabaseNewer, migrate


def _file(folder: Path, content: str) -> dict[str, str]:
    place = folder / "central.conf"
    place.write_text(content, encoding="utf-8")
    return {SETTINGS_FILE: str(place)}


def test_every_setting_but_the_file_itself_may_stand_in_the_file() -> None:
    known = {value for value in vars(central.settings).values() if isinstance(value, str)}
    assert {name for name in known if name.startswith("CENTRAL_")} - {SETTINGS_FILE} == NAMES


def test_the_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    told = _file(
        tmp_path,
        "# where it listens\n\nCENTRAL_HOST = 0.0.0.0\n CENTRAL_PORT=443\n"
        "CENTRAL_DATABASE=postgresql://centre@/centre?host=/run/postgresql\nCENTRAL_CERTIFICATE=\n",
    )
    settings = Settings.read(with_file({**told, "CENTRAL_PORT": "8443"}), None)
    assert (settings.host, settings.port) == ("0.0.0.0", 8443)
    assert settings.database.endswith("?host=/run/postgresql")
    assert settings.certificate is None


def test_who_reads_the_figures_is_an_address_or_a_network() -> None:
    of_shop = Settings.read({"CENTRAL_METRICS_FROM": "10.1.0.0/16 192.0.2.7"}, None)
    read = {"10.1.2.3": True, "192.0.2.7": True, "127.0.0.1": False, "no address": False, "": False}
    assert {address: of_shop.gives_metrics_to(address) for address in read} == read
    assert Settings.read({}, None).gives_metrics_to("127.0.0.1")
    with pytest.raises(SettingsUnfit, match="monitor"):
        Settings.read({"CENTRAL_METRICS_FROM": "monitor"}, None)


@pytest.mark.parametrize("line", ["CENTRAL_PROT=443", "CENTRAL_PORT", "export CENTRAL_PORT=443"])
def test_a_line_that_nobody_understands_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsUnfit, match="line 2"):
        with_file(_file(tmp_path, f"CENTRAL_LOG=all\n{line}\n"))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsUnfit, match=r"no\.conf cannot be read"):
        with_file({SETTINGS_FILE: str(tmp_path / "no.conf")})


def test_a_database_of_a_newer_centre_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'central.db'}"
    database = Database(address)
    migrate(database)
    database.write(
        lambda connection: connection.execute(
            text("UPDATE alembic_version SET version_num='v9999'")
        )
    )
    with pytest.raises(DatabaseNewer, match="v9999"):
        migrate(database)
    database.close()
    before = (tmp_path / "central.db").read_bytes()
    run = subprocess.run(
        [sys.executable, "-m", "central", "migrate", "--database", address],
        env={**os.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "a newer centre made: nothing was changed" in run.stderr
    assert "Traceback" not in run.stderr
    assert (tmp_path / "central.db").read_bytes() == before
