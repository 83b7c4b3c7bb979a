"""Tests of the commands that run beside the app."""
