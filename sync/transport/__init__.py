"""The only HTTP on the till: calls to the centre, and who it was that answered."""
