"""The addresses of the centre: each decodes, calls the core in one transaction, and encodes."""
