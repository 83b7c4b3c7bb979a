"""X: the figures of the open day so far."""
