"""Who may import what, as far as layer contracts between packages cannot say it."""

import ast
import sys
from collections.abc import Callable, Iterator

from tests.tidy.rule import Finding, Rule, under
from tests.tidy.source_tree import BESIDE_THE_PRODUCT, PRODUCT, SourceFile

_TILL = ("pos_app", "ui", "sync")
_HTTP = ("httpx", "requests", "aiohttp", "urllib.request", "http.client", "urllib3")
_FORKING = (
    "multiprocessing",
    "concurrent.futures.ProcessPoolExecutor",
    "os.fork",
    "os.forkpty",
)
_WORLD = (
    "socket",
    "ssl",
    "select",
    "selectors",
    "asyncio",
    "anyio",
    "threading",
    "multiprocessing",
    "concurrent",
    "queue",
    "subprocess",
    "signal",
    "sched",
    "time",
    "random",
    "secrets",
    "os",
    "shutil",
    "tempfile",
    "pathlib",
    "logging",
    "httpx",
    "fastapi",
    "starlette",
    "uvicorn",
    "psycopg",
    "sqlcipher3",
    "sqlite_utils",
    "apsw",
    "keyring",
)
_WORLD_CALLS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.date.today",
    "uuid.uuid1",
    "uuid.uuid4",
    "uuid1",
    "uuid4",
    "open",
    "print",
    "input",
}


def _imports(nodes: tuple[ast.AST, ...]) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported, `from a import b` as `a.b`."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{node.module or ''}.{alias.name}"


def _is_within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _never(*packages: str) -> Callable[[SourceFile], Iterator[Finding]]:
    def find(file: SourceFile) -> Iterator[Finding]:
        for line, name in _imports(file.nodes):
            if _is_within(name, *packages):
                yield line, f"imports {name}"

    return find


def _ours_only(*packages: str) -> Callable[[SourceFile], Iterator[Finding]]:
    """Of our own packages, only these may be imported."""

    def find(file: SourceFile) -> Iterator[Finding]:
        for line, name in _imports(file.nodes):
            if _is_within(name, *PRODUCT, *BESIDE_THE_PRODUCT) and not _is_within(name, *packages):
                yield line, f"imports {name}, and of ours may import only {' and '.join(packages)}"

    return find


def _not_pure(file: SourceFile) -> Iterator[Finding]:
    for line, name in _imports(file.nodes):
        top = name.split(".")[0]
        if top not in sys.stdlib_module_names and not _is_within(name, "pos_app.domain"):
            yield line, f"imports {name}: the domain knows the standard library only"


def _forks(file: SourceFile) -> Iterator[Finding]:
    for line, name in _imports(file.nodes):
        if _is_within(name, *_FORKING):
            yield (
                line,
                f"imports {name}: a database that is open over a fork is corrupted (SYNC T22)",
            )
    for node in file.nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _FORKING:
            yield node.lineno, f"calls {ast.unparse(node.func)} (SYNC T22)"


def _touches_the_world(file: SourceFile) -> Iterator[Finding]:
    for line, name in _imports(file.nodes):
        if _is_within(name, *_WORLD) or name in {"uuid.uuid1", "uuid.uuid4"}:
            yield line, f"imports {name}: this folder decides, its shell acts"
    for node in file.nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _WORLD_CALLS:
            yield node.lineno, f"calls {ast.unparse(node.func)}: this folder is told"


def _hidden_import(file: SourceFile) -> Iterator[Finding]:
    for node in file.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for line, name in _imports(tuple(ast.walk(node))):
                yield line, f"imports {name} inside a function"


def _import_by_text(file: SourceFile) -> Iterator[Finding]:
    for node in file.nodes:
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).split(".")[-1]
            if name in {"import_module", "__import__", "run_module"}:
                yield node.lineno, f"{name} hides an import from the contracts"


def _http_beside_transport(file: SourceFile) -> Iterator[Finding]:
    """The centre is reached by the transport, and a device of the store (docs/adr/0016) by its own line."""
    if _is_within(file.module, "pos_app.devices.https_line"):
        yield from _never(*(name for name in _HTTP if name != "http.client"))(file)
    elif not _is_within(file.module, "sync.transport"):
        yield from _never(*_HTTP)(file)


def _screen_names(name: str) -> str | None:
    parts = name.split(".")
    return parts[2] if parts[:2] == ["ui", "screens"] and len(parts) > 2 else None


def _other_screen(file: SourceFile) -> Iterator[Finding]:
    own = _screen_names(file.module)
    for line, name in _imports(file.nodes):
        other = _screen_names(name)
        if other is not None and other != own:
            yield line, f"imports {name}: no screen knows another"


def _is_plain_ui(file: SourceFile) -> bool:
    return file.path.startswith("ui/") and file.path.endswith(("/presenter.py", "/view_state.py"))


# The fixed tables: commands, and adapters that no start needs.
_TABLES = ("pos_app/__main__.py", "pos_app/ports/late.py", "central/__main__.py")


def _is_product_but_tables(file: SourceFile) -> bool:
    return under(*PRODUCT)(file) and file.path not in _TABLES


ANYWHERE = (
    Rule(
        "no import hides in a function",
        _hidden_import,
        planted=(("ui/a.py", "def f():\n    from json import dumps\n"),),
    ),
    Rule(
        "no import is spelled as a text",
        _import_by_text,
        planted=(("ui/a.py", "import importlib\nimportlib.import_module('sync')\n"),),
        harmless=(
            ("pos_app/__main__.py", "importlib.import_module('ui.app')\n"),
            ("pos_app/ports/late.py", "importlib.import_module('ui.app')\n"),
            ("central/__main__.py", "importlib.import_module('central.app')\n"),
        ),
        holds_for=_is_product_but_tables,
    ),
    Rule(
        "one SQLite only",
        _never("sqlite3", "_sqlite3", "pysqlite3", "PySide6.QtSql"),
        planted=(
            ("tests/a.py", "import sqlite3\n"),
            ("ui/a.py", "from PySide6.QtSql import QSqlDatabase\n"),
            ("ui/a.py", "from PySide6 import QtSql\n"),
        ),
        harmless=(("pos_app/files/a.py", "from sqlcipher3 import dbapi2\n"),),
    ),
    Rule(
        "fakes have state",
        _never("unittest.mock", "mock"),
        planted=(("tests/a.py", "from unittest.mock import MagicMock\n"),),
    ),
)

PROGRAMS = (
    Rule(
        "no program forks",
        _forks,
        planted=(
            ("sync/a.py", "import multiprocessing\n"),
            ("central/a.py", "from concurrent.futures import ProcessPoolExecutor\n"),
            ("pos_app/a.py", "import os\nos.fork()\n"),
        ),
        harmless=(("sync/a.py", "import subprocess\nsubprocess.Popen([])\n"),),
        holds_for=under("pos_app", "ui", "sync", "central"),
    ),
    Rule(
        "the domain is pure",
        _not_pure,
        planted=(
            ("pos_app/domain/a.py", "import msgspec\n"),
            ("pos_app/domain/a.py", "from pos_app.ports.clock import Clock\n"),
        ),
        harmless=(("pos_app/domain/a.py", "from pos_app.domain.money import Money\n"),),
        holds_for=under("pos_app/domain"),
    ),
    Rule(
        "the domain and the cores are told, and never look",
        _touches_the_world,
        planted=(
            ("sync/core/a.py", "import time\n"),
            ("central/core/a.py", "from threading import Lock\n"),
            ("central/core/a.py", "from uuid import uuid4\n"),
            ("pos_app/domain/a.py", "now = datetime.now(UTC)\n"),
        ),
        harmless=(("sync/core/a.py", "from uuid import UUID\nat = datetime.fromisoformat(x)\n"),),
        holds_for=under("sync/core", "central/core", "pos_app/domain"),
    ),
    Rule(
        "the agent's core knows the wire and the domain",
        _ours_only("sync.core", "sync.wire", "pos_app.domain"),
        planted=(("sync/core/a.py", "from sync.transport import Transport\n"),),
        holds_for=under("sync/core"),
    ),
    Rule(
        "the wire knows the domain",
        _ours_only("sync.wire", "pos_app.domain"),
        planted=(("sync/wire/a.py", "from sync.core.upload import Upload\n"),),
        harmless=(("sync/wire/a.py", "from pos_app.domain.facts import Fact\n"),),
        holds_for=under("sync/wire"),
    ),
    Rule(
        "the centre knows the wire and the domain",
        _ours_only(
            "central", "sync.wire", "pos_app.domain", "resources.demo", "resources.installation"
        ),
        planted=(
            ("central/a.py", "from pos_app.files.journal import read\n"),
            ("central/a.py", "from sync import agent\n"),
        ),
        harmless=(("central/a.py", "from sync.wire import facts\n"),),
        holds_for=under("central"),
    ),
    Rule(
        "the centre's core knows no shell of the centre",
        _ours_only("central.core", "sync.wire", "pos_app.domain"),
        planted=(("central/core/a.py", "from central.storage.sqlite import Store\n"),),
        holds_for=under("central/core"),
    ),
    Rule(
        "the product knows no demo, no benchmark and no test",
        _never(*BESIDE_THE_PRODUCT),
        planted=(("ui/app.py", "from storeday.robots import Cashier\n"),),
        holds_for=under(*PRODUCT),
    ),
    Rule(
        "only the transport speaks HTTP on the till",
        _http_beside_transport,
        planted=(
            ("sync/agent.py", "import httpx\n"),
            ("pos_app/a.py", "from urllib import request\n"),
            ("pos_app/devices/https_line.py", "import httpx\n"),
            ("pos_app/devices/printers.py", "import http.client\n"),
        ),
        harmless=(
            ("pos_app/devices/https_line.py", "import http.client\n"),
            ("sync/transport.py", "import httpx\n"),
            ("sync/transport/pages.py", "from httpx import Client\n"),
        ),
        holds_for=under(*_TILL),
    ),
    Rule(
        "Qt stays in ui",
        _never("PySide6", "shiboken6"),
        planted=(("pos_app/a.py", "from PySide6.QtCore import QTimer\n"),),
        holds_for=under("pos_app", "sync", "central", "resources"),
    ),
    Rule(
        "presenters and view states are plain Python",
        _never("PySide6", "shiboken6", "threading", "sqlcipher3"),
        planted=(
            ("ui/screens/till/presenter.py", "from PySide6.QtCore import QObject\n"),
            ("ui/screens/till/view_state.py", "import PySide6\n"),
        ),
        holds_for=_is_plain_ui,
    ),
    Rule(
        "no screen knows another",
        _other_screen,
        planted=(("ui/screens/till/screen.py", "from ui.screens.pickup import screen\n"),),
        harmless=(("ui/screens/till/screen.py", "from ui.screens.till import presenter\n"),),
        holds_for=under("ui/screens"),
    ),
)

RULES = (*ANYWHERE, *PROGRAMS)
