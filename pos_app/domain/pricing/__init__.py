"""Pricing knows what a basket costs: price lists, promotions, taxes and rounding, in the store and at the centre."""
