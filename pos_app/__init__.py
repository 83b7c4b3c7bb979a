"""The store: its rules, its use cases and the adapters they run on, without Qt and without HTTP."""
