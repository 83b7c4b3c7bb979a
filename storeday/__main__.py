"""`python -m storeday` opens the demo store, or tours it where there is no display.

`tour [FOLDER]` drives the real screens through a day; `books [FOLDER]` compares the books of that day again.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storeday.album import FOLDER
from storeday.demo_store import open_for_business
from storeday.processes import end_as_by_hand
from storeday.tour import compare_again, tour

# What a shell gives a program that was ended by Ctrl+C.
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run what was asked for; gives the exit code."""
    asked = arguments[0] if arguments else "open"
    folder = Path(arguments[1]) if len(arguments) > 1 else FOLDER
    if asked == "books":
        return compare_again(folder)
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if asked == "tour" or (asked == "open" and sys.platform == "linux" and not has_display):
        return tour(folder)
    if asked == "open":
        return open_for_business()
    print(__doc__)
    return 2


if __name__ == "__main__":
    end_as_by_hand()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
