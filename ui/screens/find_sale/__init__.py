"""A sale of the store is looked up by its receipt number."""
