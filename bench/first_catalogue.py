"""How long a new device takes from the download of a million items to a current file, beside the raw steps of it."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import time
import urllib.request
from pathlib import Path

import zstandard

from bench.asgi_process import served
from bench.measure import Figure, say
from bench.million_items import FOLDER, ITEM_COUNT, packed_chain, prepared
from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION
from pos_app.files.layout import DeviceFolder
from sync.file_install import install
from sync.line import wall_us
from sync.replica import FeedReplica
from sync.transport.centre import Centre
from sync.wire.messages import BootReply, SnapshotFile

ROUNDS = 3
CHUNK_BYTES = 1024 * 1024


def main() -> None:
    """Print the best round of each, taken in turns."""
    catalogue = prepared()
    packed, size = packed_chain(catalogue), catalogue.folder.replica("chain", 1).stat().st_size
    root = FOLDER / "first-catalogue"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    sha256 = hashlib.sha256(packed.read_bytes()).hexdigest()
    file = SnapshotFile("/snapshot", sha256, packed.stat().st_size, REPLICA_SCHEMA_VERSION)
    ours: list[int] = []
    bare: list[int] = []
    with served("bench.snapshot_server:app", BENCH_SNAPSHOT=str(packed.absolute())) as server:
        for number in range(ROUNDS):
            bare.append(_bare(f"{server.url}/snapshot", root / f"bare-{number}"))
            ours.append(asyncio.run(_boot(server.url, file, root / f"device-{number}")))
    say("first_catalogue", packed_mb=file.size / 1e6, file_mb=size / 1e6)
    print(Figure.beside_floor("first_catalogue", min(ours) / 1e9, "s", min(bare) / 1e9).line())
    shutil.rmtree(root)


async def _boot(url: str, file: SnapshotFile, root: Path) -> int:
    """The agent's own steps: fetch and verify, unpack and make it fit, switch to it."""
    root.mkdir()
    folder = DeviceFolder(root)
    replica = FeedReplica(folder, "chain", "", wall_us)
    replica.open({})
    boot = BootReply(
        "chain", "bench", "key", 1, REPLICA_SCHEMA_VERSION, ITEM_COUNT, "", 0, file, []
    )
    centre = Centre(url, "bench", "token")
    part = root / "chain.part"
    began = time.perf_counter_ns()
    replica.begin(boot)
    await centre.fetch(file, part, lambda have, size: None)
    await asyncio.to_thread(install, part, replica.building_path(), "chain")
    assert replica.complete(boot)
    took = time.perf_counter_ns() - began
    await centre.close()
    replica.close()
    shutil.rmtree(root)
    return took


def _bare(url: str, root: Path) -> int:
    """Download, SHA-256, unpack, fsync."""
    root.mkdir()
    part, path = root / "part", root / "file"
    began = time.perf_counter_ns()
    digest = hashlib.sha256()
    with urllib.request.urlopen(url) as reply, part.open("wb") as target:
        while chunk := reply.read(CHUNK_BYTES):
            digest.update(chunk)
            target.write(chunk)
    with part.open("rb") as packed, path.open("wb") as plain:
        zstandard.ZstdDecompressor().copy_stream(packed, plain, CHUNK_BYTES, CHUNK_BYTES)
        plain.flush()
        os.fsync(plain.fileno())
    took = time.perf_counter_ns() - began
    shutil.rmtree(root)
    return took


if __name__ == "__main__":
    main()
