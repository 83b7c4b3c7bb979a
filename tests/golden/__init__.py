"""Worked examples, and that the product agrees with them."""
