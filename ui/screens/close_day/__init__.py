"""Close the day: count, compare, close."""
