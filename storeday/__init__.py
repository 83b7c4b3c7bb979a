"""A store day: starts the demo store with its centre, and drives its real screens through a day."""
