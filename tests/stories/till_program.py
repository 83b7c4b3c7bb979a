"""A register as a program of its own: it is told line by line what the cashier does, and says what came of it.

`python -m tests.stories.till_program FOLDER CENTRE_URL SECRETS`; the window closes with the end of the input.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from pos_app.files.layout import DeviceFolder
from storeday.counter import Counter
from storeday.hands import PATIENCE_SECONDS, Hands

# Said at each look at the screen, so that whoever listens may pull the plug at any of them.
LOOKING = "looking"
# Said once the screen shows what was waited for, with the words that it shows.
SEEN = "seen "


class SayingHands(Hands):
    """Hands that say what they see."""

    def waits_until(
        self, condition: Callable[[], bool], what: str, patience_seconds: int = PATIENCE_SECONDS
    ) -> None:
        """Look as Hands do, and say each look."""

        def look() -> bool:
            say(LOOKING)
            return condition()

        super().waits_until(look, what, patience_seconds)

    def sees_one_of(self, choices: str) -> None:
        """Wait for one of several words, with a stroke between."""
        words = choices.split("|")
        self.waits_until(lambda: any(self.sees(word) for word in words), choices)
        say(SEEN + next(word for word in words if self.sees(word)))

    def says_what_it_reads(self, beginning: str) -> None:
        """What stands behind these words."""
        say(SEEN + self.reads(beginning))


def say(line: str) -> None:
    """One line to whoever listens."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Work until there is nothing more to do."""
    folder, centre_url, secrets = arguments
    counter = Counter(DeviceFolder(Path(folder)), centre_url, secrets=secrets)
    hands = SayingHands(counter.window.shell)
    does: dict[str, Callable[[str], None]] = {
        "scans": hands.scans,
        "types": hands.types,
        "touches": hands.touches,
        "sees": hands.sees_one_of,
        "reads": hands.says_what_it_reads,
    }
    try:
        for command in sys.stdin:
            verb, _, words = command.strip().partition(" ")
            does[verb](words)
    finally:
        counter.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
