"""Held sales: put aside, to be brought back or cancelled."""
