"""Pictures of the shell and every widget in each size, theme and direction, for looking at."""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui.gallery_screens import CheckoutSample, PiecesSample, sample_shell_state
from ui.shell import Shell
from ui.theme.style import apply_theme
from ui.theme.tokens import DARK, LIGHT, Tokens
from ui.translation import install_language

SIZES = ((1280, 800), (1024, 768), (800, 1280), (720, 1280), (360, 640))
THEMES = (LIGHT, DARK)
LANGUAGES = ("en", "pseudo", "ar-pseudo")


def build_shell(size: tuple[int, int], language: str) -> Shell:
    """A shell of sample screens in one language, laid out at one size but not shown."""
    install_language(language)
    shell = Shell()
    shell.add_screen("till", CheckoutSample())
    shell.add_screen("more", PiecesSample())
    shell.render_shell(sample_shell_state())
    shell.show_route("till")
    shell.resize(*size)
    return shell


def settle(widget: QWidget) -> None:
    """Let layouts and delayed paints finish."""
    widget.show()
    for _ in range(3):
        QApplication.processEvents()


def pictures(app: QApplication, themes: tuple[Tokens, ...]) -> Iterator[tuple[str, Shell]]:
    """Every shell of the gallery under its name, one at a time."""
    for tokens in themes:
        apply_theme(app, tokens)
        for language in LANGUAGES:
            for width, height in SIZES:
                for route in ("till", "more"):
                    shell = build_shell((width, height), language)
                    shell.show_route(route)
                    settle(shell)
                    yield f"{route}_{width}x{height}_{tokens.name}_{language}", shell
                    shell.close()
                    shell.deleteLater()
                    QApplication.processEvents()
    install_language("en")


def main(folder: str) -> int:
    """Write all pictures into a folder."""
    app = QApplication([])
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for name, shell in pictures(app, THEMES):
        shell.grab().save(str(out / f"{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
