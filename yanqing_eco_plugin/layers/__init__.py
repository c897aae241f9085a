"""Data centre and results as QGIS layers: source, style, time, refresh."""
