"""Orders that wait to be packed."""
