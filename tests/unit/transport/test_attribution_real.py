"""Local or external on Beijing's real hours (KDD Cup 2018): the dust of 28 March 2018 must not be called local."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import EpisodeData, attribute

PROPERTIES = {"PM2.5": "pm2_5", "PM10": "pm10", "NO2": "no2", "SO2": "so2", "CO": "co"}


def beijing(folder: Path, start: str, end: str, prop: str, limit: float) -> EpisodeData:
    """All 35 stations around Yanqing's, with the wind of Yanqing's weather station."""
    hours = pd.read_csv(folder / "airQuality_201802-201803.csv").rename(columns=PROPERTIES)
    times = {"time": pd.to_datetime(hours["utc_time"])}
    hours = hours.rename(columns={"stationId": "station_id"}).assign(**times)
    table = hours.melt(["station_id", "time"], list(PROPERTIES.values()), "property", "value").dropna()
    weather = pd.read_csv(folder / "observedWeather_201802-201803.csv")
    weather = weather[weather["station_id"] == "yanqing_meo"].assign(station_id="yanqin_aq")
    weather = weather[(weather["wind_direction"] <= 360) & (weather["wind_speed"] < 100)]
    weather["time"] = pd.to_datetime(weather["utc_time"])
    vanes = weather.melt(["station_id", "time"], ["wind_speed", "wind_direction"], "property", "value")
    places = pd.read_csv(folder / "Beijing_AirQuality_Stations.csv")
    places.columns = ["station_id", "lon", "lat", *places.columns[3:]]
    return EpisodeData(
        receptor="yanqin_aq",
        stations=places[["station_id", "lon", "lat"]],
        observations=pd.concat([table, vanes]),
        start=np.datetime64(start, "ns"),
        end=np.datetime64(end, "ns"),
        prop=prop,
        limit=limit,
    )


def test_dust_of_march_2018_is_not_called_local(shared_data: Path) -> None:
    data = beijing(shared_data / "02_kdd2018_beijing", "2018-03-26T16", "2018-03-29T16", "pm10", 250.0)
    answer = attribute(data)
    pieces = {piece.key: piece for piece in answer.evidence}
    assert pieces["composition"].finding == "dust"
    # Yanqing lies on the rim of the network the dust comes in at: no station upwind saw it before, and that is said.
    assert answer.verdict == "undecided"
    assert answer.reason == "contradiction"
    assert answer.high > 0.8


def test_what_was_not_measured_is_refused(shared_data: Path) -> None:
    with pytest.raises(InputError, match="fewer than six hours"):
        beijing(shared_data / "02_kdd2018_beijing", "2018-03-10T16", "2018-03-15T16", "o3", 75.0)


def test_a_haze_with_half_of_the_evidence_missing_is_undecided(shared_data: Path) -> None:
    answer = attribute(beijing(shared_data / "02_kdd2018_beijing", "2018-03-10T16", "2018-03-15T16", "pm2_5", 75.0))
    assert (answer.verdict, answer.reason) == ("undecided", "wide_range")
    assert answer.hours > 50
