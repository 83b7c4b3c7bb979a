"""The page of commands names what the programs name: the same commands, each with the same options."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import central.__main__
import central.settings
import pos_app.__main__
import sync.__main__
import tests.simulation.__main__

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?:`([\w-]+)`)? ?\| .+ \| ?([^|]*)\|$", re.MULTILINE)
OF_EVERY_COMMAND = {"pos_app": set[str](), "central": {"--database"}}
PROGRAMS: dict[str, Callable[[], int]] = {
    "pos_app": lambda: pos_app.__main__.main(sys.argv[1:]),
    "central": lambda: central.__main__.main(sys.argv[1:]),
    "sync": lambda: sync.__main__.main(sys.argv[1:]),
    "tests.simulation": tests.simulation.__main__.main,
}

Told = Callable[..., str]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """What a program says of itself."""

    def ask(module: str, *command: str) -> str:
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", [module, *command, "--help"])
        with pytest.raises(SystemExit) as ended:
            PROGRAMS[module]()
        assert ended.value.code == 0
        return capsys.readouterr().out

    return ask


def documented(module: str) -> dict[str, set[str]]:
    """Options by command, as the page has them; the command "" is a program without commands."""
    section = PAGE.split(f"## python -m {module}\n")[1].split("\n## ")[0]
    rows = {match[1] or "": options_in(match[2]) for match in ROW.finditer(section)}
    return {name: options for name, options in rows.items() if name != "command"}


def options_in(text: str) -> set[str]:
    """Every option that a text names, but the one for help."""
    return set(re.findall(r"--[a-z][a-z-]*", text)) - {"--help"}


def usage(text: str) -> str:
    """The first paragraph of a help; the words below it may name options of other programs."""
    return text.split("\n\n", maxsplit=1)[0]


def test_the_commands_of_the_device_are_all_there() -> None:
    assert documented("pos_app").keys() == pos_app.__main__.COMMANDS.keys()


def test_the_commands_of_the_centre_are_all_there(told: Told) -> None:
    offered = re.search(r"\{([\w,-]+)\}", told("central"))
    assert offered is not None
    assert documented("central").keys() == set(offered[1].split(","))


@pytest.mark.parametrize(
    ("module", "command"),
    [(module, command) for module in OF_EVERY_COMMAND for command in documented(module)],
)
def test_each_command_has_the_options_of_the_page(told: Told, module: str, command: str) -> None:
    options = documented(module)[command] | OF_EVERY_COMMAND[module]
    assert options_in(usage(told(module, command))) == options


@pytest.mark.parametrize("module", ["sync", "tests.simulation"])
def test_a_program_without_commands_has_the_options_of_the_page(told: Told, module: str) -> None:
    assert documented(module) == {"": options_in(usage(told(module)))}


def test_the_settings_of_the_centre_are_all_there() -> None:
    names = [value for value in vars(central.settings).values() if isinstance(value, str)]
    settings = {name for name in names if re.fullmatch(r"CENTRAL_\w+", name)}
    section = PAGE.split("## Settings of the centre\n")[1]
    assert set(re.findall(r"CENTRAL_\w+", section)) == settings
