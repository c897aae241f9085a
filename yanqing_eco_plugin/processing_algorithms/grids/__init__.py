"""Algorithms on inspection grids."""
