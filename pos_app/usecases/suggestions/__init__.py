"""What is mentioned to a buyer, and what became of it."""
