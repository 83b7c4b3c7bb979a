"""The demo store: real till lines and products, invented people, and the script that builds them."""
