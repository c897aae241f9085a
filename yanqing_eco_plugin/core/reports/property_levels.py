"""The level of each single value: what colours a row of a table or a day of a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..standards import air_quality_index, assess
from ..standards.air_tables import Averaging, index_editions
from ..standards.kind_rules import kind_rules
from .words import is_switch

__all__ = ["property_levels"]


def property_levels(
    station: Mapping[str, Any],
    values: pd.DataFrame,
    on: Any,
    *,
    averaging: Averaging = "hour",
    utc_offset_hours: float = 8.0,
) -> pd.DataFrame:
    """Scheme and level of every single value of a station, each judged by itself.

    Pollutants of the air index have the level of their individual index (HJ 633); everything else is judged as
    `standards.assess` judges the kind, from that value alone. Switches and properties without a rule have none.

    Parameters
    ----------
    station
        ``kind`` and what the station says of itself (``noise_class, water_body, water_target, air_class, emission_rule``).
    values
        n rows, columns named by property, property's unit, NaN where missing.
    on
        When each row was measured: local dates or instants with a time zone, (n,) or one for all.
    averaging
        ``hour``, or ``day`` for daily values.
    utc_offset_hours
        Local time minus UTC, hours.

    Returns
    -------
    DataFrame
        One row for each row and column of `values`: ``row`` (position), ``property``, ``scheme`` (of ``levels.csv``, None),
        ``level`` (Int64).
    """
    kind = str(station["kind"])
    rule = kind_rules().get(kind)
    judged = [name for name in values.columns if rule is not None and not is_switch(name)]
    scales = set(list(index_editions().values())[-1].scales[averaging])
    parts = []
    for name in judged:
        # One column alone: what is missing beside it cannot hold its level back.
        alone = values[[name]].reset_index(drop=True)
        if rule is not None and "aqi" in rule.schemes and name in scales:
            found = air_quality_index(alone, averaging=averaging, on=on, utc_offset_hours=utc_offset_hours)
            part = pd.DataFrame({"scheme": "aqi", "level": found["level"]})
        else:
            said = pd.DataFrame([dict(station)] * len(alone), index=alone.index)
            part = assess(said, alone, on=on, utc_offset_hours=utc_offset_hours)[["scheme", "level"]]
        parts.append(part.assign(row=np.arange(len(alone)), property=name))
    if not parts:
        return pd.DataFrame({"row": [], "property": [], "scheme": [], "level": pd.array([], dtype="Int64")})
    return pd.concat(parts, ignore_index=True)[["row", "property", "scheme", "level"]]
