"""Algorithms on the way of the air: trajectories, source regions, flux, local or external."""
