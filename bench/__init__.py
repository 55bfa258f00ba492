"""Benchmark of the press against the generators that people would use instead of it; see README.md."""
