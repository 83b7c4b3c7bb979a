"""Who waits at the pickup counter."""
