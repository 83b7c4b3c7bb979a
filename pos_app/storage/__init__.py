"""The ports that are kept in the database files."""
