"""What a picker does with a cart and a scanner."""
