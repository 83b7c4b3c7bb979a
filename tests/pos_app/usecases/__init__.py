"""Tests of what a person in the store does."""
