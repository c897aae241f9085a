"""The story of one station: newest values, chart, calendar."""
