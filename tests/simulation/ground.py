"""Ground knows where the files of a simulation lie, and how one seed is run from its first to its last event."""

from __future__ import annotations

import logging
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import central.core.feed
import central.snapshots
import pos_app.storage.pruning
import sync.core.puller
import sync.core.uploader
from central.storage.engine import Database
from central.storage.migrate import migrate
from tests.simulation.chance import Chance
from tests.simulation.day import Day
from tests.simulation.evening import Evening
from tests.simulation.faults import Faults, faults_of
from tests.simulation.goods import load_goods
from tests.simulation.patching import patched
from tests.simulation.seen import Seen
from tests.simulation.shop import shop_of
from tests.simulation.shrinking import shrink
from tests.simulation.versions import versions_of, young_kind_of
from tests.simulation.violation import Violation
from tests.simulation.world import Sizes, World

_log = logging.getLogger(__name__)
# A file system in memory: thousands of forced writes cost nothing there.
MEMORY = Path("/dev/shm")
DEVICES_AT_START = (2, 3)
# A quiet tail is asked anew seldom: nothing happens in between, and it would be half of all events.
TAIL_WAIT_S = 120


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a seed; `failure` is empty when every promise was kept."""

    seed: int
    trace_hash: str
    event_count: int
    seen: Seen
    faults: Faults
    failure: str
    newest: tuple[str, ...]
    happenings: tuple[str, ...] = ()


class Ground:
    """One database file and one engine for all seeds of a process; each seed begins with a fresh copy."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = root / "centre.db"
        self._template = root / "template.db"
        self._database = Database(f"sqlite:///{self._file}")
        migrate(self._database)
        self._database.write(load_goods)
        self._database.close()
        shutil.copyfile(self._file, self._template)

    def run(self, seed: int, only: frozenset[int] | None = None) -> Report:
        """Run one seed; a bug and a broken promise are both its failure. only: what happens of its day, by number."""
        folder = self._root / f"seed-{seed}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self._fresh_database()
        chance = Chance(seed)
        sizes, young = Sizes.of(chance.stream("sizes")), young_kind_of(chance)
        with _small(sizes), versions_of(faults_of(chance), young):
            world = World(seed, folder, self._database, self._file)
            world.only = only
            failure = ""
            try:
                _live(world)
            except Violation as violation:
                failure = str(violation)
            except Exception as error:
                # Whatever the real code raises here, it raised over something that can happen.
                _log.exception("seed %s", seed)
                failure = f"{type(error).__name__}: {error} {_where(error)}"
            finally:
                world.close()
                self._database.close()
                shutil.rmtree(folder)
        schedule = world.schedule
        return Report(
            seed,
            schedule.trace_hash,
            schedule.count,
            world.seen,
            world.faults,
            failure,
            tuple(schedule.newest[-40:]),
            tuple(world.happenings),
        )

    def shrunk(self, report: Report, tries_max: int) -> frozenset[int]:
        """Few of the happenings of a seed that failed, by which the same promise breaks."""
        promise = report.failure.partition(":")[0]

        def still_fails(only: frozenset[int]) -> bool:
            return self.run(report.seed, only).failure.partition(":")[0] == promise

        return shrink(range(len(report.happenings)), still_fails, tries_max)

    def _fresh_database(self) -> None:
        for path in self._root.glob("centre.db*"):
            path.unlink()
        shutil.copyfile(self._template, self._file)


@contextmanager
def ground() -> Iterator[Ground]:
    """A ground in memory where the system has one, gone afterwards."""
    root = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    try:
        yield Ground(root)
    finally:
        shutil.rmtree(root)


def _live(world: World) -> None:
    for _ in range(world.chance.stream("devices").choice(DEVICES_AT_START)):
        world.enrol().start()
    shop = shop_of(world)
    Day(world, shop).run()
    Evening(world, shop).run()
    for name, promises in world.promises.items():
        world.schedule.note(name, str(len(promises.own_facts)))
    for feed, head in sorted(world.oracle.heads.items()):
        world.schedule.note(feed, f"{head} {world.oracle.states[feed, head].rows}")


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))


@contextmanager
def _small(sizes: Sizes) -> Iterator[None]:
    """Let the real code make small batches, pages and snapshots."""
    with (
        patched(central.core.feed, "PAGE_GROUPS_MAX", sizes.page_groups),
        patched(central.snapshots, "LAG_GROUPS_MAX", sizes.snapshot_lag),
        patched(sync.core.puller, "TAIL_WAIT_S", TAIL_WAIT_S),
        patched(sync.core.puller, "PAGES_INSTEAD_OF_TAIL", sizes.pages_instead_of_tail),
        patched(sync.core.uploader, "BATCH_FACTS_MAX", sizes.batch_facts),
        patched(pos_app.storage.pruning, "KEPT_US", sizes.kept_us),
        patched(pos_app.storage.pruning, "FACTS_AT_ONCE", sizes.prune_facts),
    ):
        yield
