"""Benchmarks: each prints what the product takes beside a floor, the raw cost of the same work in the same run."""
