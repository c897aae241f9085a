"""Daily values of a station with their levels, for its calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd

from ..data_centre.centre import DataCentre
from ..standards import PROPERTIES, air_quality_index, assess, daily_means, limits, noise_assessment, required_count
from ..standards.kind_rules import kind_rules
from ..standards.noise_tables import noise_class_name
from .calendar_topics import CalendarTopic
from .property_levels import property_levels
from .traces import VALID_FLAGS

__all__ = ["calendar_days", "read_calendar_days"]

# Counted over the day, not averaged.
_TOTALS = ("precipitation", "vehicle_count", "vehicle_exceeding")
_COLUMNS = ("value", "scheme", "level", "valid", "required", "is_valid")


def read_calendar_days(
    centre: DataCentre, station: Mapping[str, Any], topic: CalendarTopic, first: date, last: date
) -> pd.DataFrame:
    """`calendar_days` of what the centre holds from `first` to `last` (local dates, both included)."""
    offset = timedelta(hours=centre.district.utc_offset_hours)
    start = datetime.combine(first, time(), tzinfo=UTC) - offset
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=UTC) - offset
    # The running 8 h means of the first morning need no hour before it: those that end at 08:00 are the first that count.
    frame = centre.series([str(station["station_id"])], topic.properties, start, end)
    return calendar_days(frame, station, topic, first, last, utc_offset_hours=centre.district.utc_offset_hours)


def calendar_days(
    frame: pd.DataFrame,
    station: Mapping[str, Any],
    topic: CalendarTopic,
    first: date,
    last: date,
    *,
    utc_offset_hours: float = 8.0,
) -> pd.DataFrame:
    """Value, level and validity of every local day.

    Parameters
    ----------
    frame
        Observation frame of one station.
    station
        ``kind`` and what the station says of itself.
    topic
        What is asked, see `calendar_topics`.
    first, last
        Local dates, both included.
    utc_offset_hours
        Local time minus UTC, hours.

    Returns
    -------
    DataFrame
        Index: every local date. ``value`` (index, day or night level in dB(A), daily mean, or total for counts; NaN for the
        classes of ``state``), ``scheme`` (of ``levels.csv``, None), ``level`` (Int64), ``valid`` (hourly or other records
        that count, of the property with fewest), ``required`` (Int64, NA without a rule) and ``is_valid``. The rules are those
        of GB 3095 and HJ 663 for air, GB 3838 for water, GB 3096 for noise.
    """
    counting = frame[frame["flag"].fillna("N").isin(VALID_FLAGS) & frame["value"].notna()]
    days = pd.Index([first + timedelta(days=n) for n in range((last - first).days + 1)], name="date")
    nothing = pd.DataFrame(
        {
            "value": np.nan,
            "scheme": None,
            "level": pd.array([pd.NA] * len(days), dtype="Int64"),
            "valid": 0,
            "is_valid": False,
        },
        index=days,
    )
    nothing["required"] = pd.array([pd.NA] * len(days), dtype="Int64")
    if not len(counting):
        return nothing[list(_COLUMNS)]
    wide = _wide(counting)
    if topic.name in ("ld", "ln"):
        found = _noise(wide, station, topic.name, utc_offset_hours)
    elif topic.name == "index":
        found = _index(wide, str(station["kind"]), utc_offset_hours)
    elif topic.name == "state":
        found = _state(wide, station, utc_offset_hours)
    else:
        found = _single(wide, station, topic.name, utc_offset_hours)
    found.index = pd.Index([pd.Timestamp(day).date() for day in found.index], name="date")
    found = found.reindex(days)
    found["valid"] = found["valid"].fillna(0).astype(int)
    found["is_valid"] = found["is_valid"].eq(True)
    found["level"] = found["level"].astype("Int64")
    # The rule is the same on a day nothing came.
    found["required"] = found["required"].astype("Int64").ffill().bfill()
    return found[list(_COLUMNS)]


def _wide(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a time, a column a property; of several interval lengths the one with most records."""
    sizes = frame.groupby(["property", "interval"]).size().rename("n").reset_index()
    usual = sizes.sort_values(["property", "n", "interval"], ascending=[True, False, True]).drop_duplicates("property")
    kept = frame.merge(usual[["property", "interval"]], on=["property", "interval"])
    return kept.pivot_table(index="time", columns="property", values="value", aggfunc="last")


def _means(wide: pd.DataFrame, offset: float) -> pd.DataFrame:
    return daily_means(wide, utc_offset_hours=offset, only_valid=True).set_index("date")


def _noon(days: pd.Index) -> np.ndarray:
    # Local noon: the edition of the day, and the limits of the day and not of the night.
    return days.to_numpy().astype("datetime64[s]") + np.timedelta64(12, "h")


def _index(wide: pd.DataFrame, kind: str, offset: float) -> pd.DataFrame:
    means = _means(wide, offset)
    publish = kind_rules()[kind].publish
    table = air_quality_index(
        means, averaging="day", on=means.index, publish="rule" if publish == "rule" else "available"
    )
    counted = [name for name in ("so2", "no2", "co", "o3_8h", "pm10", "pm2_5") if f"count_{name}" in means.columns]
    # The pollutant that lacks most is the one that decides whether there is an index.
    needed = {name: required_count(name, "day") or 0 for name in counted}
    lacking = pd.DataFrame({name: means[f"count_{name}"] - needed[name] for name in counted})
    worst = [str(name) for name in lacking.idxmin(axis=1)]
    return pd.DataFrame(
        {
            "value": table["aqi"].astype("Float64").to_numpy(dtype=float, na_value=np.nan),
            "scheme": "aqi",
            "level": table["level"].to_numpy(),
            "valid": [means[f"count_{name}"].iloc[row] for row, name in enumerate(worst)],
            "required": [needed[name] for name in worst],
            "is_valid": table["aqi"].notna().to_numpy(),
        },
        index=means.index,
    )


def _noise(wide: pd.DataFrame, station: Mapping[str, Any], name: str, offset: float) -> pd.DataFrame:
    rule = kind_rules()[str(station["kind"])]
    zone = noise_class_name(station.get("noise_class") or rule.defaults["noise_class"])
    table = noise_assessment(wide, noise_class=zone, standard=rule.noise_standard, utc_offset_hours=offset).set_index(
        "date"
    )
    period = "day" if name == "ld" else "night"
    level, scheme = table[f"{period}_level"], "noise"
    if "noise" not in rule.schemes:
        level, scheme = (table[f"{period}_over"] > 0).astype("Int64") + 1, "compliance"
    return pd.DataFrame(
        {
            "value": table[name], "scheme": scheme, "level": level, "valid": table[f"{period}_count"],
            "required": pd.NA, "is_valid": table[name].notna(),
        }
    )  # fmt: skip


def _state(wide: pd.DataFrame, station: Mapping[str, Any], offset: float) -> pd.DataFrame:
    """Level by the kind's scheme: of the daily means; of kitchens, whose switches have no mean, the worst of the day."""
    means = _means(wide, offset)
    if str(station["kind"]) == "fume":
        said = pd.DataFrame([dict(station)] * len(wide), index=wide.index)
        judged = assess(said, wide, on=wide.index, utc_offset_hours=offset)
        shift = pd.Timedelta(hours=offset) - pd.Timedelta(microseconds=1)
        local = (pd.DatetimeIndex(wide.index) + shift).tz_localize(None).normalize()
        level = judged["level"].groupby(local).max().reindex(means.index)
        scheme: Any = kind_rules()["fume"].schemes[0]
    else:
        said = pd.DataFrame([dict(station)] * len(means), index=means.index)
        judged = assess(said, means, on=_noon(means.index), utc_offset_hours=offset)
        level, scheme = judged["level"], judged["scheme"]
    counts = means[[column for column in means.columns if column.startswith("count_")]]
    return pd.DataFrame(
        {
            "value": np.nan, "scheme": scheme, "level": level, "valid": counts.where(counts > 0).min(axis=1),
            "required": pd.NA, "is_valid": level.notna(),
        },
        index=means.index,
    )  # fmt: skip


def _single(wide: pd.DataFrame, station: Mapping[str, Any], prop: str, offset: float) -> pd.DataFrame:
    means = _means(wide, offset)
    name = "o3_8h" if prop == "o3" else prop
    value = means[name] * (means[f"count_{name}"] if prop in _TOTALS else 1.0)
    value = value.round(PROPERTIES[prop].decimals) if prop in _TOTALS else value
    judged = (
        property_levels(
            station, pd.DataFrame({name: value}), _noon(means.index), averaging="day", utc_offset_hours=offset
        )
        .set_index("row")
        .reindex(range(len(means)))
    )
    scheme, level = judged["scheme"].to_numpy(dtype=object), judged["level"].astype("Int64")
    if level.isna().all():
        scheme, level = _against_limit(value, name, station)
    required = required_count(name, "day")
    return pd.DataFrame(
        {
            "value": value,
            "scheme": scheme,
            "level": level.array,
            "valid": means[f"count_{name}"],
            "required": pd.array([required if required is not None else pd.NA] * len(means), dtype="Int64"),
            "is_valid": value.notna(),
        },
        index=means.index,
    )


def _against_limit(value: pd.Series, prop: str, station: Mapping[str, Any]) -> tuple[Any, pd.Series]:
    """Within or above the limit of a day, for what has such a limit but no levels (TSP of a micro-station)."""
    level = pd.Series(pd.array([pd.NA] * len(value), dtype="Int64"), index=value.index)
    for day in value.dropna().index:
        daily = [
            one.value for one in limits(prop, str(station["kind"]), day, station=station) if one.averaging == "day"
        ]
        if daily:
            level[day] = 1 + int(value[day] > min(daily))
    return ("compliance" if level.notna().any() else None), level
