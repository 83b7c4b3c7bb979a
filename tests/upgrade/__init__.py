"""Data folders of every release, opened by the code as it is now."""
