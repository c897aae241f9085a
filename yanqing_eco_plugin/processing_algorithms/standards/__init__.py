"""Algorithms that assess measurements by a standard."""
