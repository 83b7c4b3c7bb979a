"""Done: what goes back to the customer."""
