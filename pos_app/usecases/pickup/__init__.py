"""The pickup counter: who waits, whether it is them, and the goods they get."""
