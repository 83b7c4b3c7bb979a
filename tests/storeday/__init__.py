"""The store day as programs of their own."""
