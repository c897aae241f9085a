"""The plain-Python wing of the plugin: no QGIS, no Qt."""
