"""Bags that are put into their bays."""
