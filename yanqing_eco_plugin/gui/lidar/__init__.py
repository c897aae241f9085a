"""The Lidar dock: scans on the map, profiles and sections, where the air comes from, and the watched folder."""
