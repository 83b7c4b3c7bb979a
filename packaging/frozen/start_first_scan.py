"""Start first scan knows how the measured program starts: as the product's own command line loads what it runs."""

import sys

from pos_app.__main__ import loaded

loaded("bench.first_scan").main(sys.argv[1:])
