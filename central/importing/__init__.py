"""Bring your own store: files of other systems become rows of the centre."""
