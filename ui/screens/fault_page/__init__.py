"""Fault page: the till cannot start, and what to do about it."""
