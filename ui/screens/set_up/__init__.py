"""Set-up: how a machine becomes a device of the store."""
