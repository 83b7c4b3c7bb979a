"""What the centre decides, without any input or output of its own."""
