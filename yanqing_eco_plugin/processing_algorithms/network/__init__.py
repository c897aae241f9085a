"""Algorithms that give the monitoring network as layers and projects."""
