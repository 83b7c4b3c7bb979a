"""What the centre learns from baskets, and tells the devices."""
