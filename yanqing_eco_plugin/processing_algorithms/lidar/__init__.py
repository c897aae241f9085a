"""Algorithms on lidar scans: catalogue, overlays, profiles, boundary layer, hot spots, curtains."""
