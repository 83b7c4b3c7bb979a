"""The doorbell rings where an agent listens, and troubles nobody where none does."""

import socket
from pathlib import Path

from pos_app.devices.doorbell import SocketDoorbell
from pos_app.files.layout import RING_AT_ONCE
from pos_app.ports.devices import Doorbell


def test_the_agent_hears_the_ring(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as agent:
        agent.bind(str(tmp_path / "agent.sock"))
        bell: Doorbell = SocketDoorbell(tmp_path / "agent.sock")
        bell.ring()
        assert agent.recv(16) not in {b"", RING_AT_ONCE}
        bell.ring(at_once=True)
        assert agent.recv(16) == RING_AT_ONCE


def test_the_agent_hears_the_ring_at_its_port(tmp_path: Path) -> None:
    path = tmp_path / "agent.sock"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as agent:
        agent.bind(("127.0.0.1", 0))
        path.write_text(str(agent.getsockname()[1]))
        bell: Doorbell = SocketDoorbell(path, by_port=True)
        bell.ring()
        assert agent.recv(16) not in {b"", RING_AT_ONCE}
        bell.ring(at_once=True)
        assert agent.recv(16) == RING_AT_ONCE
    bell.ring()
    path.write_text("no port")
    bell.ring()
    path.unlink()
    bell.ring()


def test_a_ring_that_nobody_hears_is_lost(tmp_path: Path) -> None:
    SocketDoorbell(tmp_path / "agent.sock").ring()
    (tmp_path / "left-over.sock").write_text("no socket")
    SocketDoorbell(tmp_path / "left-over.sock").ring()
    SocketDoorbell(tmp_path / ("long" * 60) / "agent.sock").ring()


def test_an_agent_that_sleeps_holds_nobody_up(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as agent:
        agent.bind(str(tmp_path / "agent.sock"))
        for _ in range(5_000):
            SocketDoorbell(tmp_path / "agent.sock").ring()
