"""How picking and packing went today."""
