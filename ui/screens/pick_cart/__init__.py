"""A cart before the way and after it: its totes, and the bags of its orders."""
