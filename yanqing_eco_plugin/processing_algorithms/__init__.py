"""The plugin's algorithms for toolbox, models, batch runs and ``qgis_process``."""
