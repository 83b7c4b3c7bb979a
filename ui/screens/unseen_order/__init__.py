"""Goods for an order that was placed after the line was lost."""
