"""The rules of the store as plain Python values, the one layer that all programs share."""
