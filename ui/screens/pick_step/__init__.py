"""One stop of a cart."""
