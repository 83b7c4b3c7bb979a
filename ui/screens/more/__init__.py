"""More: what is not needed for every customer."""
