"""Sending: what is sent, and what waits."""
