"""Checkout: the basket, what is added to it, and how it is paid."""
