"""Style grid: what a style comes in, by size and colour."""
