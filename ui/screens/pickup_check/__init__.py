"""Whether it is the customer."""
