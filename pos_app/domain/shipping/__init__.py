"""How goods of an order leave in cartons: what fits, what it weighs, what stands on it, who brings it."""
