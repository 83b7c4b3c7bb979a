"""Server knows how the centre listens: it says when it is ready, and ends within a second even while many wait."""

from __future__ import annotations

import gc
import os
import socket
import sys
from types import FrameType

import uvicorn

from central.app import build_app
from central.centre import Centre
from central.patience import PatientProtocol
from sync.wire.messages import PROTOCOL

# Requests that are being worked on get this long when the centre is stopped.
GRACE_S = 1
BACKLOG = 2048
# What a batch makes is gone with its answer, and hardly any of it is a cycle: looking for some after every few facts
# took a tenth of the time.
OBJECTS_BETWEEN_LOOKS = 20_000


class CentreServer(uvicorn.Server):
    """A server whose long polls end the moment it is asked to stop."""

    def __init__(self, config: uvicorn.Config, centre: Centre, url: str) -> None:
        super().__init__(config)
        self._centre = centre
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        sys.stdout.write(f"centre ready on {self._url}\n")
        sys.stdout.flush()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Asked to stop."""
        self._centre.watch.stop()
        super().handle_exit(sig, frame)


def serve(
    centre: Centre, host: str, port: int, certificate: str | None, private_key: str | None
) -> None:
    """Listen until a signal; port 0 takes any free one."""
    with _listen(host, port) as listening:
        scheme = "https" if certificate else "http"
        url = f"{scheme}://{host}:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            build_app(centre),
            log_level="warning",
            access_log=False,
            # A device tells by it that no portal or proxy answers in the centre's place.
            headers=[("Storefront-Protocol", str(PROTOCOL))],
            server_header=False,
            http=PatientProtocol,
            timeout_graceful_shutdown=GRACE_S,
            ssl_certfile=certificate,
            ssl_keyfile=private_key,
        )
        _look_for_garbage_seldom()
        CentreServer(config, centre, url).run(sockets=[listening])


def _look_for_garbage_seldom() -> None:
    """What is there now stays to the end: nobody looks through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
    )[0]
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it every answer takes 40 ms.
    listening = socket.socket(family, kind, protocol)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(address)
    listening.listen(BACKLOG)
    return listening
