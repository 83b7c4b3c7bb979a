"""Tests of the store below its screens."""
