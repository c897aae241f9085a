"""Algorithms that make a data centre and fill it."""
