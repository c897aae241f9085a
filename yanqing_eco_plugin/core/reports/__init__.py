"""What a report says: charts, calendars, cards and tables of stations."""

from .calendar_chart import LegendEntry, calendar_chart, calendar_height, day_at, months_between
from .calendar_colours import calendar_legend, colour_days, day_note
from .calendar_days import calendar_days, read_calendar_days
from .calendar_topics import CalendarTopic, calendar_topics
from .chart_choice import default_properties
from .heading import Heading
from .limit_lines import LimitLine
from .panels import series_height
from .picture import chart_pixels, write_png
from .property_levels import property_levels
from .readout import Reading, SeriesReadout
from .series_chart import series_chart
from .series_table import series_rows, write_series_csv
from .station_card import NewestValue, StationCard, read_station_card
from .station_limits import station_limits

__all__ = [
    "CalendarTopic",
    "Heading",
    "LegendEntry",
    "LimitLine",
    "NewestValue",
    "Reading",
    "SeriesReadout",
    "StationCard",
    "calendar_chart",
    "calendar_days",
    "calendar_height",
    "calendar_legend",
    "calendar_topics",
    "chart_pixels",
    "colour_days",
    "day_at",
    "day_note",
    "default_properties",
    "months_between",
    "property_levels",
    "read_calendar_days",
    "read_station_card",
    "series_chart",
    "series_height",
    "series_rows",
    "station_limits",
    "write_png",
    "write_series_csv",
]
