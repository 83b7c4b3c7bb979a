"""An order that is scanned into cartons."""
