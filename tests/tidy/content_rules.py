"""What no file holds: floats for money, waiting by the clock, lambdas on signals, addresses of a machine."""

import ast
import re
from collections.abc import Iterator

from tests.tidy.rule import Finding, Rule, every_file, under
from tests.tidy.source_tree import SourceFile

_REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|archive\.ubuntu\.com|"
    r"crates\.io|--(extra-)?index-url[ =]|--find-link[s]|(PIP|UV)_INDE[X]"
)
_MACHINE_PATH = re.compile(
    r"(?<![\w.])/[w]ork/|/tmp/\w+/|(?<![\w.])/[r]oot/|/home/[a-z]\w*/|/Users/[A-Za-z]|\.\./shared\b"
)
_WAITS = {"time.sleep", "sleep", "asyncio.sleep", "anyio.sleep", "QTest.qWait", "QTest.qSleep"}


def _float(file: SourceFile) -> Iterator[Finding]:
    for node in file.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"holds the float {node.value}: figures here are integers"
        elif isinstance(node, ast.Name) and node.id == "float":
            yield node.lineno, "names float: figures here are integers"


def _waits_by_the_clock(file: SourceFile) -> Iterator[Finding]:
    for node in file.nodes:
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in _WAITS or name.endswith("qtbot.wait"):
                yield node.lineno, f"{name} waits by the clock: wait for what is to happen"


def _lambda_on_signal(file: SourceFile) -> Iterator[Finding]:
    for node in file.nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "connect"
            and any(isinstance(part, ast.Lambda) for part in ast.walk(node))
        ):
            yield node.lineno, "connects a lambda to a signal: name the slot"


def _prints(file: SourceFile) -> Iterator[Finding]:
    for node in file.nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "pprint"}:
            yield node.lineno, "prints: a screen, a result or a log says it"


def _line_with(pattern: re.Pattern[str], file: SourceFile) -> Iterator[Finding]:
    for number, line in enumerate(file.text.splitlines(), start=1):
        found = pattern.search(line)
        if found:
            yield number, f"names {found.group()}"


def _registry_address(file: SourceFile) -> Iterator[Finding]:
    return _line_with(_REGISTRY, file)


def _machine_path(file: SourceFile) -> Iterator[Finding]:
    return _line_with(_MACHINE_PATH, file)


def _planted(*parts: str) -> tuple[tuple[str, str], ...]:
    """A text file with one line, put together here so that this file does not hold it itself."""
    return (("README.md", "".join(parts) + "\n"),)


RULES = (
    Rule(
        "money and quantities are integers",
        _float,
        planted=(
            ("pos_app/domain/a.py", "rate = 0.2\n"),
            ("pos_app/storage/a.py", "total = float(row[0])\n"),
            ("sync/wire/a.py", "class A:\n    total: float\n"),
        ),
        harmless=(("pos_app/domain/a.py", "rate_basis_points = 2_000\n"),),
        holds_for=under("pos_app/domain", "pos_app/storage", "sync/wire"),
    ),
    Rule(
        "a test waits for what happens",
        _waits_by_the_clock,
        planted=(
            ("tests/a.py", "time.sleep(1)\n"),
            ("tests/a.py", "qtbot.wait(50)\n"),
            ("tests/a.py", "QTest.qWait(50)\n"),
        ),
        harmless=(("tests/a.py", "process.wait(timeout=10)\n"),),
        holds_for=under("tests"),
    ),
    Rule(
        "a signal meets a named slot",
        _lambda_on_signal,
        planted=(("ui/a.py", "button.clicked.connect(lambda: self.pay(1))\n"),),
        harmless=(("ui/a.py", "button.clicked.connect(self.pay)\n"),),
    ),
    Rule(
        "what decides does not print",
        _prints,
        planted=(("pos_app/usecases/a.py", "print('sold')\n"),),
        holds_for=under(
            "pos_app/domain",
            "pos_app/usecases",
            "pos_app/ports",
            "pos_app/files",
            "pos_app/storage",
            "pos_app/devices",
            "ui/screens",
            "ui/widgets",
            "sync/core",
            "sync/wire",
            "central/core",
            "central/routes",
        ),
    ),
    Rule(
        "no file names a package registry",
        _registry_address,
        planted=_planted("https://", "pypi", ".org/simple"),
        holds_for=every_file,
    ),
    Rule(
        "no file names a path of somebody's machine",
        _machine_path,
        planted=(
            *_planted("see /", "home/", "ann/store"),
            *_planted("see /", "root/store"),
            *_planted("built from ..", "/shared"),
        ),
        harmless=(("README.md", "see docs/work/flow.md\n"),),
        holds_for=every_file,
    ),
)
