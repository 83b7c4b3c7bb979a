"""Start app knows how the app starts where it is installed."""

import sys

from pos_app.__main__ import main

sys.exit(main(sys.argv[1:]))
