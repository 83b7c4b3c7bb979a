"""How large a file, a class, a function and a constructor may be."""

import ast
from collections.abc import Iterator

from tests.tidy.rule import Finding, Rule
from tests.tidy.source_tree import SourceFile

LINES_OF_A_FILE = 400
LINES_OF_THE_SHELL = 200
METHODS_OF_A_CLASS = 20
LINES_OF_A_FUNCTION = 70
PARAMETERS_OF_A_CONSTRUCTOR = 7

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(nodes: tuple[ast.AST, ...]) -> Iterator[_Function]:
    return (node for node in nodes if isinstance(node, _Function))


def _classes(file: SourceFile) -> Iterator[ast.ClassDef]:
    return (node for node in file.nodes if isinstance(node, ast.ClassDef))


def _methods(cls: ast.ClassDef) -> list[_Function]:
    return list(_functions(tuple(cls.body)))


def _file_too_long(file: SourceFile) -> Iterator[Finding]:
    cap = LINES_OF_THE_SHELL if file.path == "ui/shell.py" else LINES_OF_A_FILE
    lines = len(file.text.splitlines())
    if lines >= cap:
        yield lines, f"{lines} lines, fewer than {cap} are allowed"


def _class_too_wide(file: SourceFile) -> Iterator[Finding]:
    for cls in _classes(file):
        count = len(_methods(cls))
        if count >= METHODS_OF_A_CLASS:
            yield cls.lineno, f"{cls.name} has {count} methods, fewer than {METHODS_OF_A_CLASS}"


def _function_too_long(file: SourceFile) -> Iterator[Finding]:
    for function in _functions(file.nodes):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines >= LINES_OF_A_FUNCTION:
            yield (
                function.lineno,
                f"{function.name} has {lines} lines, fewer than {LINES_OF_A_FUNCTION}",
            )


def _parameters(function: _Function) -> int:
    arguments = function.args
    named = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
    return named - 1  # self


def _dataclass_decorator(cls: ast.ClassDef) -> ast.expr | None:
    for decorator in cls.decorator_list:
        named = decorator.func if isinstance(decorator, ast.Call) else decorator
        if ast.unparse(named).split(".")[-1] == "dataclass":
            return decorator
    return None


def _is_value(cls: ast.ClassDef, decorator: ast.expr) -> bool:
    """A frozen dataclass without `__call__` is a value; its fields are data, not collaborators."""
    frozen = isinstance(decorator, ast.Call) and any(
        keyword.arg == "frozen" and ast.unparse(keyword.value) == "True"
        for keyword in decorator.keywords
    )
    return frozen and all(method.name != "__call__" for method in _methods(cls))


def _constructor_too_wide(file: SourceFile) -> Iterator[Finding]:
    for cls in _classes(file):
        counts = [_parameters(m) for m in _methods(cls) if m.name == "__init__"]
        decorator = _dataclass_decorator(cls)
        if decorator is not None and not _is_value(cls, decorator):
            counts.append(sum(isinstance(part, ast.AnnAssign) for part in cls.body))
        for count in counts:
            if count > PARAMETERS_OF_A_CONSTRUCTOR:
                yield cls.lineno, f"{cls.name} is made of {count} things, at most 7 are allowed"


_EIGHT = ", ".join(f"p{n}: int" for n in range(8))
_EIGHT_FIELDS = "".join(f"    f{n}: int\n" for n in range(8))

RULES = (
    Rule(
        "a file stays short",
        _file_too_long,
        planted=(
            ("ui/checkout.py", "x = 1\n" * LINES_OF_A_FILE),
            ("ui/shell.py", "x = 1\n" * LINES_OF_THE_SHELL),
        ),
        harmless=(("ui/checkout.py", "x = 1\n" * (LINES_OF_A_FILE - 1)),),
    ),
    Rule(
        "a class stays narrow",
        _class_too_wide,
        planted=(
            (
                "ui/a.py",
                "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(20)),
            ),
        ),
        harmless=(
            (
                "ui/a.py",
                "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(19)),
            ),
        ),
    ),
    Rule(
        "a function stays short",
        _function_too_long,
        planted=(("ui/a.py", "async def f():\n" + "    x = 1\n" * 69),),
        harmless=(("ui/a.py", "def f():\n" + "    x = 1\n" * 68),),
    ),
    Rule(
        "a constructor takes few things",
        _constructor_too_wide,
        planted=(
            ("ui/a.py", f"class A:\n    def __init__(self, {_EIGHT}): ...\n"),
            ("ui/a.py", f"class A:\n    def __init__(self, *, {_EIGHT}): ...\n"),
            ("ui/a.py", f"@dataclass\nclass A:\n{_EIGHT_FIELDS}"),
            (
                "ui/a.py",
                f"@dataclass(frozen=True)\nclass A:\n{_EIGHT_FIELDS}    def __call__(self): ...\n",
            ),
        ),
        harmless=(("ui/a.py", f"@dataclass(frozen=True)\nclass A:\n{_EIGHT_FIELDS}"),),
    ),
)
