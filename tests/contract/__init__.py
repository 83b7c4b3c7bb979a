"""The protocol as it is held against any centre."""
