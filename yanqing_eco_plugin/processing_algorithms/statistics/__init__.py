"""Algorithms that evaluate the history of stations."""
