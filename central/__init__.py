"""The order and inventory service of head office."""
