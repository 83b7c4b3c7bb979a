"""Whoever rings is heard by the agent, by socket and by port; an agent without a bell works all the same."""

import asyncio
from pathlib import Path

import pytest

from pos_app.devices.doorbell import SocketDoorbell
from sync.doorbell import NOW, Doorbell


@pytest.mark.parametrize("by_port", [False, True])
def test_every_ring_is_told_until_the_bell_is_taken_off(tmp_path: Path, *, by_port: bool) -> None:
    path = tmp_path / "agent.sock"
    path.write_text("left over")
    heard: list[bytes] = []

    async def ring() -> None:
        arrived = asyncio.Event()

        def told(message: bytes) -> None:
            heard.append(message)
            if len(heard) == 2:
                arrived.set()

        bell = Doorbell(path, by_port=by_port)
        await bell.listen(told)
        button = SocketDoorbell(path, by_port=by_port)
        button.ring()
        button.ring(at_once=True)
        await asyncio.wait_for(arrived.wait(), 60)
        bell.close()
        button.ring()

    asyncio.run(ring())
    assert [message == NOW for message in heard] == [False, True]
    assert not path.exists()


def test_a_path_that_is_too_long_leaves_the_agent_without_a_bell(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 40)
    folder.mkdir()

    async def listen() -> None:
        bell = Doorbell(folder / "agent.sock", by_port=False)
        await bell.listen(lambda _: None)
        bell.close()

    asyncio.run(listen())
