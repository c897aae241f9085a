"""The hour's relation between extinction and mass, from the centre's own stations; the last good one is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from ..data_centre import DataCentre
from ..errors import InputError
from ..lidar.mass import DRY_HUMIDITY, GAMMA_BEIJING, MassRelation, choose_relation, fit_mass
from ..lidar.scan import LidarScan
from ..lidar.scan_field import ScanField
from ..lidar.station_rays import extinction_at_stations

__all__ = ["ScanMass", "last_good_relation", "mass_relation"]

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class ScanMass:
    """What is needed to turn a scan's extinction into mass.

    Attributes
    ----------
    relation
        The one to use; its `source` and `age` say where it comes from.
    fitted
        What this hour's stations alone gave, good or not.
    pairs
        ``station_id, extinction`` (km⁻¹), ``mass, distance_m, above_m, gates`` behind it.
    relative_humidity
        Of the hour, per cent; None where no weather station reported.
    """

    relation: MassRelation
    fitted: MassRelation
    pairs: pd.DataFrame
    relative_humidity: float | None


def mass_relation(
    centre: DataCentre, scan: LidarScan, extinction: ScanField, quantity: str, *, gamma: float = GAMMA_BEIJING
) -> ScanMass:
    """Fit the hour of a scan on the stations its rays pass; where that fails take the last good relation, and say so.

    A good fit is kept in the table ``lidar_mass_fit`` of a centre that can be written.

    Parameters
    ----------
    extinction
        Of the scan, as `scan_field` gives it (km⁻¹).
    quantity
        ``pm2_5`` or ``pm10``.

    Raises
    ------
    InputError
        When the scan has no time, or neither this hour nor the last three days gave a good relation.
    """
    time = scan.time[~np.isnat(scan.time)]
    if time.size == 0:
        raise InputError(
            "The scan has no time, and mass cannot be told without the hour's stations.",
            hint="Show the extinction instead.",
        )
    middle = time.min() + (time.max() - time.min()) // 2
    hour = _end_of_hour(middle.astype("datetime64[us]").item().replace(tzinfo=UTC))
    stations = centre.stations()
    pairs = extinction_at_stations(scan, extinction.values, extinction.range_m, stations)
    masses = _means(centre, list(pairs["station_id"]), quantity, hour)
    pairs = pairs.assign(mass=pairs["station_id"].map(masses).astype(float))
    humidity = _humidity(centre, stations, hour)
    earlier = last_good_relation(centre, quantity, hour)
    fitted = fit_mass(
        pairs["extinction"],
        pairs["mass"],
        quantity=quantity,
        hour=hour,
        stations=pairs["station_id"],
        relative_humidity=humidity,
        gamma=gamma,
    )
    relation = choose_relation(fitted, earlier, hour)
    if relation.source == "fitted" and centre.writable:
        _keep(centre, relation)
    return ScanMass(relation, fitted, pairs, humidity)


def last_good_relation(centre: DataCentre, quantity: str, before: datetime) -> MassRelation | None:
    """The newest relation the centre keeps for an hour before `before`; None where it has none."""
    kept = pd.DataFrame(centre.features("lidar_mass_fit", where={"quantity": quantity}))
    if kept.empty:
        return None
    hours = pd.to_datetime(kept["hour"], utc=True)
    kept = kept[(hours < pd.Timestamp(before)).to_numpy()]
    if kept.empty:
        return None
    newest = int(hours[kept.index].to_numpy().argmax())
    row = kept.iloc[newest]
    return MassRelation(
        quantity,
        float(row["slope"]),
        float(row["intercept"]),
        float(row["gamma"]),
        float(row["reference_humidity"]),
        float(row["r_squared"]),
        float(row["rmse"]),
        int(row["stations"]),
        int(row["pairs"]),
        hours[kept.index].iloc[newest].to_pydatetime(),
    )


def _end_of_hour(moment: datetime) -> datetime:
    begin = moment.replace(minute=0, second=0, microsecond=0)
    return begin if begin == moment else begin + _HOUR


def _means(centre: DataCentre, station_ids: list[str], prop: str, hour: datetime) -> dict[str, float]:
    """Valid values of the hour's end by station; of several intervals the hourly one, else their mean."""
    if not station_ids:
        return {}
    rows = centre.series(station_ids, [prop], hour - _HOUR, hour)
    rows = rows[(rows["flag"] == "N") & rows["value"].notna()]
    hourly = rows[rows["interval"] == 3600]
    short = rows[~rows["station_id"].isin(hourly["station_id"])]
    means = pd.concat([hourly, short]).groupby("station_id")["value"].mean()
    return {str(station): float(value) for station, value in means.items()}


def _humidity(centre: DataCentre, stations: pd.DataFrame, hour: datetime) -> float | None:
    """Median relative humidity of the district's weather stations; None where none reported, so that nothing is dried."""
    weather = stations[stations["kind"] == "weather"]["station_id"]
    values = _means(centre, list(weather), "humidity", hour)
    return float(np.median(list(values.values()))) if values else None


def _keep(centre: DataCentre, relation: MassRelation) -> None:
    row = {
        "fit_id": f"{relation.quantity}-{relation.hour:%Y%m%dT%H}",
        "quantity": relation.quantity,
        "hour": pd.Timestamp(relation.hour),
        "slope": relation.slope,
        "intercept": relation.offset,
        "gamma": relation.gamma,
        "reference_humidity": relation.reference_humidity if relation.gamma else DRY_HUMIDITY,
        "r_squared": relation.r_squared,
        "rmse": relation.rmse,
        "stations": relation.stations,
        "pairs": relation.pairs,
    }
    centre.write_features("lidar_mass_fit", pd.DataFrame([row]))
