"""Algorithms for emergencies: who goes, what is affected, what happened."""
