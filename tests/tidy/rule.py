"""What a rule of the house is: a finder, the files it looks at, and violations that it must catch."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.tidy.source_tree import SourceFile

Finding = tuple[int, str]


def every_python_file(file: SourceFile) -> bool:
    """Holds for all Python, tests and benchmarks included."""
    return file.is_python


def every_file(_file: SourceFile) -> bool:
    """Holds for every text file, whatever its language."""
    return True


def under(*folders: str) -> Callable[[SourceFile], bool]:
    """Holds for the Python files of these folders."""
    return lambda file: file.is_python and file.is_under(*folders)


@dataclass(frozen=True)
class Rule:
    """One rule; `planted` are (path, text) pairs which it has to catch, `harmless` ones it has not."""

    name: str
    find: Callable[[SourceFile], Iterable[Finding]]
    planted: tuple[tuple[str, str], ...]
    harmless: tuple[tuple[str, str], ...] = ()
    holds_for: Callable[[SourceFile], bool] = every_python_file

    def violations(self, files: Iterable[SourceFile]) -> Iterator[str]:
        """Each as `path:line: what is wrong`."""
        for file in files:
            if self.holds_for(file):
                for line, what in self.find(file):
                    yield f"{file.path}:{line}: {what}"
