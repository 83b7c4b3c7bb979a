"""Picking: where goods lie, in which order they are fetched, and what a scan at a stop means."""
