"""Devices: how printer and scanner are."""
