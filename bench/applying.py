"""An agent that applies price changes without a pause, as a program: `python -m bench.applying FOLDER`."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from bench.feed_apply import FEED, apply, tails
from pos_app.files.layout import DeviceFolder
from sync.line import wall_us
from sync.replica import FeedReplica

APPLYING = "applying"


def main(arguments: list[str]) -> None:
    """Until it is ended."""
    replica = FeedReplica(DeviceFolder(Path(arguments[0])), FEED, "", wall_us)
    replica.open({})
    answers = tails(100_000, 1_000, 100) + tails(20_000, 4, 100)
    for number in count():
        for answer in answers:
            apply(replica, answer)
            if number == 0:
                sys.stdout.write(f"{APPLYING}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
