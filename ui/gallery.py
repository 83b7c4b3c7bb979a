"""Pictures of the shell and every widget in each size, theme and language, for looking at."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui.gallery_screens import CheckoutSample, PiecesSample, sample_notices, sample_shell_state
from ui.shell import Shell
from ui.theme.style import apply_theme
from ui.theme.tokens import DARK, LIGHT, Tokens
from ui.translation import PSEUDO, PSEUDO_RIGHT_TO_LEFT, SOURCE, install_language

SIZES = ((1280, 800), (1024, 768), (800, 1280), (720, 1280), (360, 640))
THEMES = (LIGHT, DARK)
LANGUAGES = (SOURCE, PSEUDO, PSEUDO_RIGHT_TO_LEFT)


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


def write_pictures(
    app: QApplication,
    folder: Path,
    *,
    themes: tuple[Tokens, ...] = THEMES,
    sizes: tuple[tuple[int, int], ...] = SIZES,
    languages: tuple[str, ...] = LANGUAGES,
) -> list[str]:
    """Write a picture of every sample screen in every look; gives back the file names."""
    written = []
    for tokens in themes:
        apply_theme(app, tokens)
        for language in languages:
            for width, height in sizes:
                shell = build_shell((width, height), language)
                for route, notice in zip(("till", "more"), sample_notices(), strict=False):
                    shell.show_route(route)
                    shell.strip.render_notice(notice)
                    settle(shell)
                    name = f"{route}_{width}x{height}_{tokens.name}_{language}.png"
                    shell.grab().save(str(folder / name))
                    written.append(name)
                shell.close()
                shell.deleteLater()
                app.processEvents()
    install_language(SOURCE)
    return written


def main(folder: str) -> int:
    """Write all pictures into a folder."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    write_pictures(QApplication([]), out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
