"""Where the files of this repository are, read from the folder itself and never from its history."""

import ast
import io
import os
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("pos_app", "ui", "sync", "central", "resources")
BESIDE_THE_PRODUCT = ("storeday", "bench", "installer", "tests")
CODE = (*PRODUCT, *BESIDE_THE_PRODUCT, "packaging")

_MADE_BY_RUNNING = {"var", "dist", "build", "__pycache__"}
_TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".lock",
    ".sh",
    ".cfg",
    ".ini",
    ".json",
    ".yml",
    ".yaml",
    ".qss",
    ".svg",
    ".sql",
    ".mako",
    ".desktop",
    ".service",
    ".ts",
    "",
}


@dataclass(frozen=True)
class SourceFile:
    """One text file; its path is relative to the repository and written with slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree; only a Python file has one."""
        return ast.parse(self.text, filename=self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree, found once for all rules."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def comments(self) -> tuple[tuple[int, str], ...]:
        """Line and text of every comment, so that a string which looks like one is none."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return tuple((t.start[0], t.string) for t in tokens if t.type == tokenize.COMMENT)

    @property
    def is_python(self) -> bool:
        """Whether the file is Python source."""
        return self.path.endswith(".py")

    @property
    def module(self) -> str:
        """The dotted name under which the file is imported."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def is_under(self, *folders: str) -> bool:
        """Whether the file lies in one of these folders."""
        return self.path.startswith(tuple(f"{folder}/" for folder in folders))


def _text_paths() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            name
            for name in folders
            if name not in _MADE_BY_RUNNING and (name == ".ci" or not name.startswith("."))
        )
        for name in sorted(names):
            # In a second working tree, .git is a file.
            if Path(name).suffix in _TEXT_SUFFIXES and name != ".git":
                yield Path(folder) / name


@lru_cache(maxsize=1)
def text_files() -> tuple[SourceFile, ...]:
    """Every text file of the repository, Python among them."""
    return tuple(
        SourceFile(
            path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")
        )
        for path in _text_paths()
        if path.is_file()
    )


@lru_cache(maxsize=1)
def python_files() -> tuple[SourceFile, ...]:
    """Every Python file of the repository: product, benchmarks, packaging and tests."""
    return tuple(file for file in text_files() if file.is_python and file.is_under(*CODE))
