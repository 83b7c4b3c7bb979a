"""Crash states: the real storage code over a disk that loses power, breaks and fills up at every call."""
