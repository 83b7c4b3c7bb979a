"""A PostgreSQL of the tests' own: started as an unprivileged user, ended by its process id."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER = "postgres"
START_SECONDS_MAX = 120


class PrivatePostgreSQL:
    """One server in a temporary folder; each database in it is a test module's own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._count = 0

    def new_database(self) -> str:
        """The SQLAlchemy address of an empty database."""
        self._count += 1
        name = f"centre_{self._count}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self._port}/{name}"

    def address(self, name: str) -> str:
        """The libpq address of a database."""
        return f"postgresql://{USER}@127.0.0.1:{self._port}/{name}"


@contextmanager
def private_postgresql() -> Iterator[PrivatePostgreSQL]:
    """A running server; fails when there is no PostgreSQL on this machine."""
    folder = Path(tempfile.mkdtemp(prefix="centre-pg-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam(USER)
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"
    initdb = [_program("initdb"), "--pgdata", str(data), "--username", USER]
    initdb += ["--auth", "trust", "--no-sync", "--locale", "C.UTF-8", "--encoding", "UTF8"]
    _run_to_end(initdb, folder)
    port = _free_port()
    command = [_program("postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    for setting in ("fsync=off", "listen_addresses=127.0.0.1", "max_connections=200"):
        command += ["-c", setting]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(_unprivileged(command), cwd=folder, stdout=log, stderr=log)
    try:
        answers = [_program("pg_isready"), "--host", "127.0.0.1", "--port", str(port)]
        _run_to_end(answers, folder, START_SECONDS_MAX)
        yield PrivatePostgreSQL(port)
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(START_SECONDS_MAX)
        shutil.rmtree(folder)


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name)
    assert path, f"{name} is missing: the tests of the centre need PostgreSQL"
    return path


def _unprivileged(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; the process keeps its id on the way down."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", *command]


def _run_to_end(command: list[str], folder: Path, seconds: int = 0) -> None:
    """Once, or again and again for so long until it ends well."""
    deadline = time.monotonic() + seconds
    while True:
        done = subprocess.run(
            _unprivileged(command), cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return
        if time.monotonic() >= deadline:
            message = f"{command[0]}: {done.stderr or done.stdout}"
            raise RuntimeError(message)
        threading.Event().wait(1 / 20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
