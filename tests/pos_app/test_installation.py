"""An installed app finds its data where the platform keeps them, and leaves its agent to the system where it can."""

import sys
from pathlib import Path

import pytest

from pos_app.agent_process import AgentProcess
from pos_app.agent_service import AgentService
from pos_app.files import place
from pos_app.files.place import data_folder
from resources import installation
from resources.installation import environment_of_the_system, version
from tests.sync.agent_process import until


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a package runs."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)


def test_a_checkout_keeps_its_data_in_itself() -> None:
    assert data_folder() == Path("var/register")


@pytest.mark.usefixtures("installed")
def test_an_installed_app_keeps_its_data_where_the_person_keeps_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert data_folder() == tmp_path / ".local/share/storefront"
    monkeypatch.setenv("XDG_DATA_HOME", "here")
    assert data_folder() == tmp_path / ".local/share/storefront"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_folder() == tmp_path / "data" / place.NAME


def test_the_version_stands_in_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f'version = "{version()}"' in Path("pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "version").write_text("7.8.9\n", encoding="ascii")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(installation, "_ROOT", tmp_path)
    assert version() == "7.8.9"


def test_other_programs_get_the_libraries_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/storefront/_internal")
    assert "LD_LIBRARY_PATH" not in environment_of_the_system()
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/lib")
    assert environment_of_the_system()["LD_LIBRARY_PATH"] == "/opt/lib"


@pytest.mark.usefixtures("installed")
def test_the_agent_of_a_package_is_the_program_beside_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tool(tmp_path / "storefront-agent", f'echo "$@" >"{tmp_path}/told"; exec sleep 60')
    monkeypatch.setattr(sys, "executable", str(tmp_path / "storefront"))
    agent = AgentProcess(tmp_path)
    try:
        agent.keep_running()
        told = _waited_for(tmp_path / "told")
    finally:
        agent.stop()
    assert told.startswith(f"--data {tmp_path} --parent-pid ")


def test_the_system_is_asked_for_the_agent_once_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tool(tmp_path / "systemctl", f'echo "$@" >>"{tmp_path}/asked"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    service = AgentService(tmp_path)
    for _ in range(3):
        service.keep_running()
    asked = _waited_for(tmp_path / "asked")
    service.stop()
    assert asked == "--user --quiet start storefront-agent.service\n"


def test_where_the_system_has_no_such_service_the_app_runs_the_agent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tool(tmp_path / "systemctl", "exit 5")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    service = AgentService(tmp_path)
    try:
        until(lambda: _has_own_agent(service, tmp_path))
    finally:
        service.stop()


def _has_own_agent(service: AgentService, folder: Path) -> bool:
    service.keep_running()
    return (folder / "agent.err").exists()


def _tool(place: Path, does: str) -> None:
    place.write_text(f"#!/bin/sh\n{does}\n")
    place.chmod(0o755)


def _waited_for(place: Path) -> str:
    until(lambda: place.exists() and bool(place.read_text()))
    return place.read_text()
