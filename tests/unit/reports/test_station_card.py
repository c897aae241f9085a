"""The card of a station, read from a real folder centre."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.reports import default_properties, read_station_card
from yanqing_eco_plugin.core.standards import KINDS

from .frames import hourly

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataCentre]:
    stations = gpd.GeoDataFrame(
        {
            "station_id": ["M1", "F1", "W1", "S0"],
            "kind": ["micro", "fume", "water", "micro"],
            "name": ["永宁微站", "好味道", "妫水河", "新站"],
            "name_en": ["Yongning", None, None, None],
            "water_body": [None, None, "river", None],
            "water_target": [None, None, "III", None],
        },
        geometry=[Point(116.1, 40.5), Point(115.9, 40.4), Point(115.9, 40.5), Point(116, 40.5)],
        crs=4326,
    )
    frames = [
        hourly("pm2_5", [30, 130], end=NOW, station="M1"),
        hourly("tsp", [90, 210], end=NOW, station="M1"),
        hourly("fan_on", [1], end=NOW, station="F1"),
        hourly("purifier_on", [0], end=NOW, station="F1"),
        hourly("total_phosphorus", [0.25], end=NOW, station="W1", interval=14400),
        hourly("water_temperature", [4], end=NOW, station="W1", interval=14400),
    ]
    folder = tmp_path_factory.mktemp("centre") / "small"
    with create_centre(folder, district=District("1", "延庆区", "Yanqing")) as made:
        made.write_features("station", stations)
        made.append_observations(pd.concat(frames, ignore_index=True))
        made.refresh_status()
        yield made


def test_newest_values_with_levels_and_marks(centre: DataCentre) -> None:
    card = read_station_card(centre, "M1")
    # PM2.5 130 µg/m³ lies in 115–150: level 4 (HJ 633). A micro-station's TSP has no level.
    assert [(one.property, one.value, one.scheme, one.level, one.exceeding) for one in card.values] == [
        ("pm2_5", 130, "aqi", 4, True),
        ("tsp", 210, "", 0, False),
    ]
    assert (card.scheme, card.level, card.primary) == ("aqi", 4, ("pm2_5",))
    assert card.alarms == ("exceedance:pm2_5",)
    assert card.newest == NOW
    assert card.state == "online"
    assert card.place == pytest.approx((116.1, 40.5))
    assert (card.name("zh"), card.name("en")) == ("永宁微站", "Yongning")
    assert not card.synthetic


def test_a_past_moment_has_the_values_of_then(centre: DataCentre) -> None:
    card = read_station_card(centre, "M1", when=NOW - timedelta(minutes=30))
    first = card.values[0]
    assert (first.property, first.value, first.level) == ("pm2_5", 30, 1)
    assert card.newest == NOW - timedelta(hours=1)
    assert card.moment == NOW - timedelta(minutes=30)


def test_switches_have_no_level_of_their_own(centre: DataCentre) -> None:
    card = read_station_card(centre, "F1")
    assert card.alarms == ("purifier_off",)
    assert (card.scheme, card.level) == ("fume", 4)
    assert [one.level for one in card.values] == [0, 0]
    assert card.name("en") == "好味道"


def test_each_factor_of_water_has_its_class(centre: DataCentre) -> None:
    card = read_station_card(centre, "W1")
    assert {one.property: one.level for one in card.values} == {"water_temperature": 0, "total_phosphorus": 4}


def test_a_station_that_never_reported_still_has_a_card(centre: DataCentre) -> None:
    card = read_station_card(centre, "S0")
    assert card.values == ()
    assert card.newest is None
    assert card.state == "none"
    assert card.properties == KINDS["micro"].properties


def test_an_unknown_station_is_one_sentence(centre: DataCentre) -> None:
    with pytest.raises(InputError, match="no station “nowhere”"):
        read_station_card(centre, "nowhere")


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_chart_of_a_kind_shows_something_it_measures(kind: str) -> None:
    names = KINDS[kind].properties
    chosen = default_properties(kind, names)
    assert chosen
    assert set(chosen) <= set(names)
    assert default_properties(kind, ["visibility"]) == ["visibility"]
