"""Orders that wait to be fetched."""
