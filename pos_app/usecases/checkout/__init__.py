"""What a cashier does with a basket: one file, one verb."""
