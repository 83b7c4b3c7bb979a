"""Goods leave with their customer."""
