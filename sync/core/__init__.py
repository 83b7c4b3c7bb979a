"""What the agent decides, without any input or output of its own."""
