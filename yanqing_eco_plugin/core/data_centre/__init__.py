"""The one store of the network: places, newest state and time series, in a folder that anybody can read."""

from .centre import AppendResult, DataCentre, District, Edit, MapSource, Period
from .opening import create_centre, open_centre

__all__ = ["AppendResult", "DataCentre", "District", "Edit", "MapSource", "Period", "create_centre", "open_centre"]
