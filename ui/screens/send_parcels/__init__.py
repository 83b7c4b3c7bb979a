"""Parcels that wait for their carrier."""
