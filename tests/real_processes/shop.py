"""Shop is a whole store as processes: registers, a bad line, a centre of one or two workers, its database."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from pos_app.files.layout import DeviceFolder
from tests.central.private_postgresql import PrivatePostgreSQL
from tests.contract.centre_process import CentreProcess
from tests.real_processes.proxy import Proxy
from tests.real_processes.register import Register
from tests.sync.agent_process import AgentProcess, enrol, until

BUSINESS_UNIT = "12"
ZONE = "uk"
# One for whatever is sold, and one that two of the goods make together.
EVERYTHING_LESS: dict[str, object] = {
    "id": "week",
    "name": "10% off",
    "kind": "percent_off",
    "percent": 10,
}
TWO_BAGS: dict[str, object] = {
    "id": "bags",
    "name": "Two bags",
    "kind": "bundle",
    "parts": [{"goods": {"items": ["20725"]}}, {"goods": {"items": ["85099B"]}}],
    "percent": 30,
}
SQLITE = "sqlite:///"


class Databases:
    """Copies of a centre's database, of either kind; nobody may be connected meanwhile."""

    def __init__(self, folder: Path, postgresql: PrivatePostgreSQL | None) -> None:
        self._folder = folder
        self._postgresql = postgresql
        self._count = 0

    def new(self) -> str:
        """The address of an empty one."""
        if self._postgresql is not None:
            return self._postgresql.new_database()
        self._count += 1
        return f"{SQLITE}{self._folder / f'central-{self._count}.db'}"

    def copy(self, url: str) -> str:
        """The address of a copy."""
        to = self.new()
        self.put_back(url, to)
        return to

    def put_back(self, url: str, to: str) -> None:
        """Make the second one what the first is."""
        if self._postgresql is None:
            for ending in ("", "-wal"):
                there = Path(to.removeprefix(SQLITE) + ending)
                there.unlink(missing_ok=True)
                here = Path(url.removeprefix(SQLITE) + ending)
                if here.exists():
                    shutil.copy(here, there)
            return
        before, after = (name.rpartition("/")[2] for name in (url, to))
        server = self._postgresql.address("postgres")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {after} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {after} TEMPLATE {before}".encode())


@dataclass(frozen=True, slots=True)
class Prepared:
    """A demo store whose one register has its catalogue; copied for each test."""

    folder: Path
    database: str
    databases: Databases


def prepare(folder: Path, postgresql: PrivatePostgreSQL | None) -> Prepared:
    """Load the demo store and set one register up."""
    databases = Databases(folder, postgresql)
    database = databases.new()
    centre = CentreProcess(folder / "centre", database)
    centre.load_demo()
    centre.start()
    centre.offer(ZONE, EVERYTHING_LESS, TWO_BAGS)
    register = DeviceFolder(folder / "register")
    enrolment = enrol(register, centre)
    agent = AgentProcess(register)
    until(lambda: enrolment.progress().complete)
    agent.end()
    centre.stop()
    return Prepared(folder, database, databases)


class Shop:
    """The store of one test; what it started ends with it."""

    def __init__(self, prepared: Prepared, folder: Path, worker_count: int, seed: int) -> None:
        self.folder = folder
        self.databases = prepared.databases
        self.database = prepared.databases.copy(prepared.database)
        self.workers = [self._worker(prepared, number) for number in range(worker_count)]
        self.registers: list[Register] = []
        for worker in self.workers:
            worker.start()
        self.proxy = Proxy([worker.url for worker in self.workers], seed)
        self.add_register(prepared.folder / "register")

    @property
    def register(self) -> Register:
        """The first one."""
        return self.registers[0]

    @property
    def centre(self) -> CentreProcess:
        """The first worker."""
        return self.workers[0]

    def add_register(self, like: Path | None = None) -> Register:
        """One more device: a copy of another one's folder, else a new one of its own."""
        folder = DeviceFolder(self.folder / f"register-{len(self.registers) + 1}")
        if like is None:
            enrol(folder, self.centre)
        else:
            copy_of_disk(like, folder.root)
        self.registers.append(Register(folder))
        return self.registers[-1]

    def opens(self) -> None:
        """Every register begins its day; its agent speaks over the bad line."""
        for register in self.registers:
            register.speaks_to(self.proxy.url)
            register.starts_agent()
            register.opens()

    def closes(self) -> None:
        """Everybody goes home."""
        with ExitStack() as everybody:
            for worker in self.workers:
                if worker.running:
                    everybody.callback(worker.stop)
            for register in self.registers:
                everybody.callback(register.closes)

    def loses_a_worker(self, number: int = 0) -> None:
        """Kill one worker of the centre and start it again."""
        self.workers[number].kill()
        self.workers[number].start()

    def _worker(self, prepared: Prepared, number: int) -> CentreProcess:
        folder = self.folder / f"worker-{number}"
        shutil.copytree(prepared.folder / "centre", folder)
        return CentreProcess(folder, self.database)


def copy_of_disk(here: Path, there: Path) -> None:
    """What a disk image holds; sockets are no files."""
    if there.exists():
        shutil.rmtree(there)
    shutil.copytree(here, there, ignore=shutil.ignore_patterns("*.sock"))


@contextmanager
def open_shop(
    prepared: Prepared, folder: Path, worker_count: int = 1, seed: int = 0
) -> Iterator[Shop]:
    """A shop with one register, whose line is calm."""
    shop = Shop(prepared, folder, worker_count, seed)
    with shop.proxy:
        try:
            yield shop
        finally:
            shop.closes()
