"""No exemptions: no check is switched off, no test left out, no error swallowed, no work postponed."""

import ast
import re
from collections.abc import Iterator

from tests.tidy.rule import Finding, Rule
from tests.tidy.source_tree import SourceFile

_SWITCHED_OFF = re.compile(
    r"#\s*(noqa|type:\s*ignore|ruff:|mypy:|pyright:|pylint:|fmt:|isort:|pragma:)", re.IGNORECASE
)
_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
_LEAVES_OUT = {
    "skip",
    "skipif",
    "skipIf",
    "skipUnless",
    "skipTest",
    "SkipTest",
    "xfail",
    "importorskip",
    "expectedFailure",
    "collect_ignore",
    "collect_ignore_glob",
}
_NOT_IN_CONFIGURATION = re.compile(
    r"per-file-ignores|per-file-target|ignore_imports|unmatched_ignore|ignore_errors|"
    r"--?deselect|--ignore|extend-exclude|norecursedirs|continue-on-error|\|\| *true"
)
_CONFIGURATION = re.compile(r"(pyproject\.toml|Makefile|setup\.cfg|\.ini|\.sh|\.ci/run)$")


def _switched_off(file: SourceFile) -> Iterator[Finding]:
    for line, comment in file.comments:
        if _SWITCHED_OFF.match(comment):
            yield line, f"switches a check off: {comment}"


def _left_for_later(file: SourceFile) -> Iterator[Finding]:
    for line, comment in file.comments:
        if _LATER.search(comment):
            yield line, f"leaves work for later: {comment}"
    for node in file.nodes:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found = _LATER.search(ast.get_docstring(node) or "")
            if found:
                yield getattr(node, "lineno", 1), f"leaves work for later: {found.group()}"


def _called_names(file: SourceFile) -> Iterator[tuple[int, str, str]]:
    for node in file.nodes:
        if isinstance(node, ast.Attribute):
            yield node.lineno, ast.unparse(node.value), node.attr
        elif isinstance(node, ast.Name):
            yield node.lineno, "", node.id
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, node.module or "", alias.name


def _left_out(file: SourceFile) -> Iterator[Finding]:
    for line, owner, name in _called_names(file):
        test_tool = owner.split(".")[0] in {"pytest", "unittest", "mark", "self", "_pytest"}
        if name in _LEAVES_OUT and (test_tool or name.startswith("collect_")):
            yield line, f"leaves a test out: {name}"


def _is_blind(handler: ast.ExceptHandler) -> bool:
    caught = "" if handler.type is None else ast.unparse(handler.type)
    return caught == "" or any(
        name in {"Exception", "BaseException"} for name in caught.strip("()").split(", ")
    )


def _says_so(node: ast.AST) -> bool:
    """Whether it passes a caught error on: raised again, or logged as the bug that it is."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).split(".")[-1] in {"exception", "log_bug"}
    return isinstance(node, ast.Raise)


def _swallowed(file: SourceFile) -> Iterator[Finding]:
    for node in file.nodes:
        if (
            isinstance(node, ast.ExceptHandler)
            and _is_blind(node)
            and not any(_says_so(part) for part in ast.walk(node))
        ):
            yield node.lineno, "swallows every error: name them, raise again or log the bug"


def _exempted(file: SourceFile) -> Iterator[Finding]:
    for number, line in enumerate(file.text.splitlines(), start=1):
        found = _NOT_IN_CONFIGURATION.search(line)
        if found:
            yield number, f"is an exemption: {found.group()}"


def _configures_checks(file: SourceFile) -> bool:
    return _CONFIGURATION.search(file.path) is not None


RULES = (
    Rule(
        "no check is switched off",
        _switched_off,
        planted=(
            ("ui/a.py", "import os  # noqa: F401\n"),
            ("tests/a.py", "x: int = ''  # type: ignore[assignment]\n"),
            ("tests/a.py", "# mypy: ignore-errors\n"),
            ("tests/a.py", "# fmt: off\n"),
        ),
        harmless=(("tests/a.py", "text = '# noqa'  # a sign in a text\n"),),
    ),
    Rule(
        "no work is left for later",
        _left_for_later,
        planted=(
            ("ui/a.py", "x = 1  # TODO: later\n"),
            ("ui/a.py", 'def f():\n    """FIXME some day."""\n'),
        ),
    ),
    Rule(
        "no test is left out",
        _left_out,
        planted=(
            ("tests/a.py", "@pytest.mark.skipif(True, reason='')\ndef test_a(): ...\n"),
            ("tests/a.py", "@pytest.mark.xfail\ndef test_a(): ...\n"),
            ("tests/a.py", "def test_a():\n    pytest.skip('no display')\n"),
            ("tests/a.py", "from pytest import importorskip\n"),
            ("tests/conftest.py", "collect_ignore = ['test_a.py']\n"),
        ),
        harmless=(("pos_app/a.py", "reader.skip(4)\n"),),
    ),
    Rule(
        "no error is swallowed",
        _swallowed,
        planted=(
            ("ui/a.py", "try:\n    f()\nexcept Exception:\n    pass\n"),
            ("ui/a.py", "try:\n    f()\nexcept (ValueError, Exception) as e:\n    g(e)\n"),
            ("ui/a.py", "try:\n    f()\nexcept:\n    x = 1\n"),
        ),
        harmless=(
            ("ui/a.py", "try:\n    f()\nexcept Exception as e:\n    g(log_bug(e))\n"),
            ("ui/a.py", "try:\n    f()\nexcept Exception:\n    log.exception('f')\n"),
            ("ui/a.py", "try:\n    f()\nexcept BaseException:\n    undo()\n    raise\n"),
            ("ui/a.py", "try:\n    f()\nexcept ValueError:\n    pass\n"),
        ),
    ),
    Rule(
        "no check has an exemption list",
        _exempted,
        planted=(
            ("pyproject.toml", "[tool.ruff.lint.per-file-ignores]\n"),
            ("pyproject.toml", "ignore_imports = ['ui -> sync']\n"),
            ("Makefile", "test:\n\tpytest --deselect tests/a.py\n"),
            (".ci/run", "make test || true\n"),
        ),
        harmless=(("pyproject.toml", "ignore_missing_imports = true\n"),),
        holds_for=_configures_checks,
    ),
)
