"""The database files: how they are opened, keyed, versioned and read."""
