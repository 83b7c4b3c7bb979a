"""Rules of packing and shipping."""
