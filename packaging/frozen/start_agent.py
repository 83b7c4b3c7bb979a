"""Start agent knows how the sync agent starts where it is installed."""

import sys

from sync.__main__ import main

sys.exit(main(sys.argv[1:]))
