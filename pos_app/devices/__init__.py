"""The ports that are devices, and a simulator of each."""
