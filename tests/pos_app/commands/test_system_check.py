"""The doctor says whether the system runs the agent, and whether this machine trusts head office."""

import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app import doctor_command
from pos_app.agent_service import agent_of
from pos_app.devices.terminal_certificate import keep_certificate
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import folder_of_the_service
from pos_app.system_check import agent_check, centre_check
from tests.pos_app.storage.device import new_device

WAIT_S = 60


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As a package runs: its folder is the one that the unit names."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return folder_of_the_service()


def _systemd_says(folder: Path, state: str, code: int) -> None:
    tool = folder / "systemctl"
    tool.write_text(f"#!/bin/sh\necho {state}\nexit {code}\n")
    tool.chmod(0o755)


@pytest.mark.parametrize(
    ("state", "code", "is_well", "words"),
    [
        ("active", 0, True, "agent.service runs"),
        ("inactive", 3, False, "does not run: systemctl --user start storefront-agent.service"),
        ("failed", 3, False, "does not run"),
        ("", 1, True, "the app runs it while it is open"),
    ],
)
def test_the_agent_is_the_systems_or_the_apps(
    installed: Path, tmp_path: Path, state: str, code: int, is_well: bool, words: str
) -> None:
    _systemd_says(tmp_path, state, code)
    found, told = agent_check(installed)
    assert found is is_well
    assert words in told
    elsewhere = tmp_path / "elsewhere"
    assert agent_check(elsewhere) == (True, "agent: the app runs it while it is open")


def test_the_service_is_left_alone_where_the_data_lie_elsewhere(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    assert type(agent_of(DeviceFolder(installed))).__name__ == "AgentService"
    other = DeviceFolder(tmp_path / "elsewhere/storefront")
    assert type(agent_of(other)).__name__ == "AgentProcess"


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[str]:
    """A head office whose certificate nobody vouches for."""
    certificate, key = tmp_path / "stranger.pem", tmp_path / "stranger.key"
    keep_certificate(certificate, key, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(WAIT_S)
        answering = threading.Thread(target=_answers, args=(server, context))
        answering.start()
        yield f"https://localhost:{server.getsockname()[1]}"
        answering.join(WAIT_S)


def _answers(server: socket.socket, context: ssl.SSLContext) -> None:
    with suppress(OSError):
        line, _ = server.accept()
        with line, suppress(ssl.SSLError):
            context.wrap_socket(line, server_side=True).close()


def test_a_certificate_that_nobody_vouches_for_is_said_before_set_up(
    stranger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = ["--data", str(tmp_path / "none")]
    assert doctor_command.main([*nowhere, "--centre", stranger]) == 1
    said = capsys.readouterr().out
    assert f"LOOK AT head office at {stranger}: its certificate is refused" in said
    assert "update-ca-certificates" in said
    doctor_command.main(nowhere)
    assert "head office: the app asks for its address" in capsys.readouterr().out


def test_no_line_is_no_illness() -> None:
    is_well, words = centre_check("https://127.0.0.1:1")
    assert is_well
    assert "no line now; the store works on" in words


def test_a_port_that_lets_nobody_in_is_told_from_one_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    device, port = new_device(tmp_path), tmp_path / "ttyACM0"
    port.touch()
    replace(device.settings, scanners=str(port)).save(device.folder)
    monkeypatch.setattr("os.access", lambda *_: False)
    doctor_command.main(["--data", str(tmp_path)])
    words = f"LOOK AT port {port} of a scanner: this person may not open it"
    assert words in capsys.readouterr().out
