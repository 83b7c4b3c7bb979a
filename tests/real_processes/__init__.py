"""Real programs on a bad line, killed at any moment: at the end the books agree."""
