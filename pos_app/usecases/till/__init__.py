"""What is done with the register itself: signing on, its day, its drawer."""
