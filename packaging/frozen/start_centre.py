"""Start centre knows how the centre starts where it is installed."""

import sys

from central.__main__ import main

sys.exit(main(sys.argv[1:]))
