"""What modules and classes may be called, and what they say about themselves first."""

import ast
import re
from collections.abc import Iterator

from tests.tidy.rule import Finding, Rule, under
from tests.tidy.source_tree import PRODUCT, SourceFile

_NAMES_NOTHING = {
    "util",
    "utils",
    "utility",
    "utilities",
    "helper",
    "helpers",
    "misc",
    "common",
    "manager",
    "managers",
    "base",
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _empty_name(file: SourceFile) -> Iterator[Finding]:
    for part in file.module.split("."):
        for word in part.split("_"):
            if word in _NAMES_NOTHING:
                yield 1, f"the name {part} says nothing: name what the module knows"
    for node in file.nodes:
        if isinstance(node, ast.ClassDef):
            for word in _WORD.findall(node.name):
                if word.lower() in _NAMES_NOTHING:
                    yield node.lineno, f"the name {node.name} says nothing: name what it is"


def _opens_without_sentence(file: SourceFile) -> Iterator[Finding]:
    docstring = ast.get_docstring(file.tree)
    if not docstring:
        yield 1, "the module does not open with a sentence that says what it knows"
    elif not docstring.split("\n\n")[0].rstrip().endswith("."):
        yield 1, "the module's first paragraph is no sentence: it has no full stop"


def _public_class_without_sentence(file: SourceFile) -> Iterator[Finding]:
    for node in file.tree.body:
        if (
            isinstance(node, ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            yield node.lineno, f"{node.name} does not say what it is and which rule it protects"


RULES = (
    Rule(
        "a name says what the thing knows",
        _empty_name,
        planted=(
            ("pos_app/domain/utils.py", ""),
            ("ui/helpers/money.py", ""),
            ("ui/screen_base.py", ""),
            ("sync/replica.py", "class FeedManager: ..."),
            ("sync/replica.py", "class BaseFeed: ..."),
        ),
        harmless=(("sync/database.py", "class Database: ..."),),
    ),
    Rule(
        "a module opens with one sentence",
        _opens_without_sentence,
        planted=(("ui/a.py", "x = 1\n"), ("ui/a.py", '"""No full stop"""\n')),
        harmless=(("ui/a.py", '"""What it knows.\n\nAnd more:\n- of it\n"""\n'),),
    ),
    Rule(
        "a public class says what it is",
        _public_class_without_sentence,
        planted=(("ui/a.py", "class Shell:\n    x = 1\n"),),
        harmless=(("ui/a.py", "class _Row:\n    x = 1\n"),),
        holds_for=under(*PRODUCT),
    ),
)
