"""Goods that leave in cartons, verb by verb."""
