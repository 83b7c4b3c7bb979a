"""Tests of what a basket costs."""
