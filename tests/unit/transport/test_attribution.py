"""Local or external, on made-up episodes whose truth is known (`core.demo.transport_episodes`), and rule by rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.demo.transport_episodes import SCENARIOS, simulated_episode
from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.transport import VERDICTS, WEIGHTS, EpisodeData, Evidence, attribute, pooled
from yanqing_eco_plugin.core.transport.attribution import judged
from yanqing_eco_plugin.core.transport.attribution_data import rise_time
from yanqing_eco_plugin.core.transport.evidence import evidence, missing
from yanqing_eco_plugin.core.transport.evidence_air import (
    boundary_flux,
    layer_aloft,
    paths_of,
    residence,
    source_region_contrast,
    ventilation,
)
from yanqing_eco_plugin.core.transport.evidence_stations import (
    arrival_timing,
    composition,
    upwind_contrast,
    wind_dependence,
)

from .made_up import START, field

HOUR = np.timedelta64(1, "h")
SEEDS = range(500, 503)
KM = 1.0 / 111.195


# -- the whole ---------------------------------------------------------------------------------------------------------


def test_known_episodes_are_told_apart() -> None:
    found = {scenario: [] for scenario in SCENARIOS}
    covered = 0
    for scenario in SCENARIOS:
        for seed in SEEDS:
            one = simulated_episode(scenario, seed)
            answer = attribute(one.data)
            found[scenario].append(answer.verdict)
            covered += answer.low <= one.external_share <= answer.high
            assert 0.0 <= answer.low <= answer.share <= answer.high <= 1.0
            assert answer.verdict in VERDICTS
    assert "external" not in found["local"] + found["stagnation"]
    assert "local" not in found["external"]
    assert Counter(found["external"])["external"] >= 2
    assert Counter(found["local"])["local"] >= 2
    assert covered >= 9  # an 80 % range over 12 episodes


def test_missing_evidence_widens_the_range() -> None:
    for scenario in ("local", "external"):
        widths = []
        for count in (0, 2, 5, 6):
            without = ("aloft", "flux", "mixing", "gases", "wind", "outside")[:count]
            answer = attribute(simulated_episode(scenario, 501, without=without).data)
            widths.append(answer.high - answer.low)
        # A single piece may disagree and so widen it as well; much missing always does.
        assert max(widths[:2]) + 0.1 < min(widths[2:])
        # With stations inside the district only, and no wind, nothing can be said.
        assert (answer.verdict, answer.reason) == ("undecided", "little_evidence")


def test_the_table_names_every_method() -> None:
    answer = attribute(simulated_episode("mixture", 500, without=("aloft",)).data)
    table = answer.table()
    assert table["evidence"].tolist() == list(WEIGHTS)
    gone = table.set_index("evidence").loc["layer_aloft"]
    assert gone["weight"] == 0
    assert np.isnan(gone["low"])
    assert table["weight_share"].sum() == pytest.approx(1.0)


def test_it_can_be_cancelled() -> None:
    class Stop:
        def report(self, fraction: float, message: str = "") -> None: ...

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        attribute(simulated_episode("local", 500).data, Stop())


def test_an_episode_comes_again_with_its_seed() -> None:
    first, again = simulated_episode("external", 7), simulated_episode("external", 7)
    assert first.external_share == again.external_share > 0.8
    pd.testing.assert_frame_equal(first.data.observations, again.data.observations)
    with pytest.raises(InputError, match="no scenario"):
        simulated_episode("volcano", 1)


# -- weighing ----------------------------------------------------------------------------------------------------------


def piece(key: str, low: float, high: float) -> Evidence:
    return evidence(key, low, high, "polar")


def test_contradicting_evidence_is_undecided() -> None:
    pieces = [piece("upwind_contrast", 0.0, 0.2), piece("arrival_timing", 0.8, 1.0), piece("boundary_flux", 0.8, 1.0)]
    pool = pooled(pieces)
    assert pool.conflict > 0.4
    assert judged(pool) == ("undecided", "contradiction")
    agreeing = pooled([piece(one.key, 0.75, 1.0) for one in pieces])
    assert agreeing.conflict == 0
    assert judged(agreeing) == ("external", "")


def test_little_evidence_is_undecided() -> None:
    assert judged(pooled([piece("ventilation", 0.8, 1.0)])) == ("undecided", "little_evidence")
    assert judged(pooled([missing(key, "no_wind") for key in WEIGHTS])) == ("undecided", "little_evidence")


def test_each_answer_can_be_given() -> None:
    said = [
        judged(pooled([piece(key, *span) for key in WEIGHTS]))[0] for span in ((0, 0.3), (0.7, 1), (0.4, 0.6), (0, 1))
    ]
    assert said == ["local", "external", "mixed", "undecided"]
    assert judged(pooled([piece(key, 0, 1) for key in WEIGHTS]))[1] == "wide_range"


@given(st.lists(st.tuples(st.sampled_from(list(WEIGHTS)), st.floats(0, 1), st.floats(0, 1)), max_size=9))
def test_a_pool_is_a_distribution(told: list[tuple[str, float, float]]) -> None:
    pool = pooled([piece(*one) for one in told])
    assert 0 <= pool.low <= pool.high <= 1
    assert -1e-9 <= pool.share <= 1 + 1e-9
    for chance in (pool.above_half, pool.middle, pool.known, pool.conflict):
        assert -1e-9 <= chance <= 1 + 1e-9


@given(st.floats(0, 1), st.floats(0, 0.5))
def test_a_pool_of_one_opinion_is_that_opinion(low: float, width: float) -> None:
    high = min(low + width, 1.0)
    pool = pooled([piece(key, low, high) for key in WEIGHTS])
    assert pool.share == pytest.approx((low + high) / 2, abs=0.01)
    assert low - 0.02 <= pool.low <= pool.high <= high + 0.02


# -- rule by rule ------------------------------------------------------------------------------------------------------


def episode(columns: dict[str, tuple[float, float, np.ndarray]], **more: object) -> EpisodeData:
    """Stations name → (km east, km north, hourly PM2.5); R is the receptor at 116°, 40°."""
    places = [(name, 116.0 + x * KM / np.cos(np.radians(40)), 40.0 + y * KM) for name, (x, y, _) in columns.items()]
    count = len(next(iter(columns.values()))[2])
    time = START + np.arange(1, count + 1) * HOUR
    rows = [
        pd.DataFrame({"station_id": name, "property": "pm2_5", "time": time, "value": values})
        for name, (_, _, values) in columns.items()
    ]
    extra = more.pop("extra", {})
    rows += [
        pd.DataFrame({"station_id": "R", "property": name, "time": time, "value": values})
        for name, values in extra.items()
    ]
    given_ = {"wind": field(5.0, 0.0, hours=count), **more}
    return EpisodeData(
        receptor="R",
        stations=pd.DataFrame(places, columns=["station_id", "lon", "lat"]),
        observations=pd.concat(rows, ignore_index=True),
        start=START,
        end=START + count * HOUR,
        **given_,
    )


def ramp(at: float, *, high: float = 150.0, low: float = 20.0, count: int = 48) -> np.ndarray:
    """A rise over four hours, half way up at hour `at`."""
    return low + (high - low) * np.clip((np.arange(count) - at + 2.0) / 4.0, 0.0, 1.0)


def test_upwind_air_is_compared_when_it_passed() -> None:
    # 5 m/s: 36 km upwind are two hours. The station to the east is downwind and must not count.
    up, here, down = ramp(20), ramp(22) * 1.25, ramp(24) * 0.3
    found = upwind_contrast(episode({"R": (0, 0, here), "W": (-36, 0, up), "E": (36, 0, down)}))
    assert found.finding == "contrast_wind"
    assert found.values["share"] == pytest.approx(0.8, abs=0.03)
    assert found.low < 0.8 < found.high
    calm = episode({"R": (0, 0, here), "W": (-36, 0, up), "E": (36, 0, down)}, wind=field(0.3, 0.0))
    assert upwind_contrast(calm).finding == "contrast_calm"
    assert upwind_contrast(calm).weight < found.weight
    near = episode({"R": (0, 0, here), "W": (-2, 0, up)})
    assert not upwind_contrast(near).known
    inside = episode({"R": (0, 0, here), "W": (-36, 0, up)}, district=shapely.box(115.0, 39.0, 117.0, 41.0))
    assert upwind_contrast(inside).finding == "no_neighbours"


def test_a_rise_that_travels_with_the_wind() -> None:
    lag = {"A": -60, "B": -40, "C": -20, "R": 0, "D": 30}
    travels = episode({name: (x, 0, ramp(24 + x / 18.0)) for name, x in lag.items()})
    found = arrival_timing(travels)
    assert found.finding == "rise_travels"
    assert found.values["slope"] == pytest.approx(1.0, abs=0.1)
    at_once = episode({name: (x, 0, ramp(24)) for name, x in lag.items()})
    assert arrival_timing(at_once).finding == "rise_at_once"
    clean_upwind = episode({name: (x, 0, ramp(24 + x / 18) if x > -30 else ramp(99)) for name, x in lag.items()})
    assert arrival_timing(clean_upwind).finding == "upwind_stays_clean"
    alone = episode({name: (x, 0, ramp(24) if name == "R" else ramp(99)) for name, x in lag.items()})
    assert arrival_timing(alone).finding == "rise_local"
    calm = episode({name: (x, 0, ramp(24)) for name, x in lag.items()}, wind=field(0.2, 0.2))
    assert arrival_timing(calm).finding == "timing_calm"
    assert arrival_timing(episode({"R": (0, 0, ramp(24)), "A": (-20, 0, ramp(24))})).finding == "few_stations"
    assert arrival_timing(episode({name: (x, 0, ramp(99)) for name, x in lag.items()})).finding == "no_rise"


def test_calm_or_windy() -> None:
    values = np.where(np.arange(48) < 24, 150.0, 20.0)
    speeds = np.where(np.arange(48) < 24, 0.5, 4.0)
    vanes = {"wind_speed": speeds, "wind_direction": np.full(48, 200.0)}
    found = wind_dependence(episode({"R": (0, 0, values)}, wind=None, extra=vanes))
    assert found.finding == "polar"
    assert found.high < 0.5
    turned = wind_dependence(episode({"R": (0, 0, values[::-1])}, wind=None, extra=vanes))
    assert turned.low > 0.5
    assert wind_dependence(episode({"R": (0, 0, values)})).finding == "one_wind"
    assert wind_dependence(episode({"R": (0, 0, values)}, wind=None)).finding == "no_wind"


@pytest.mark.parametrize(
    ("pm10", "no2", "finding"),
    [(5.0, 0.4, "dust"), (1.4, 0.4, "fresh"), (1.4, 0.1, "aged"), (1.4, 0.2, "composition_unclear")],
)
def test_composition(pm10: float, no2: float, finding: str) -> None:
    fine = ramp(24)
    data = episode(
        {"R": (0, 0, fine)}, extra={"pm10": pm10 * fine, "no2": 10 + no2 * fine, "so2": 2 + 0.2 * no2 * fine}
    )
    assert composition(data).finding == finding
    assert not composition(episode({"R": (0, 0, fine)})).known


def test_sulphur_dioxide_tells_of_air_from_far_away() -> None:
    fine = ramp(24)
    data = episode({"R": (0, 0, fine)}, extra={"no2": 10 + 0.2 * fine, "so2": np.where(fine > 75, 30.0, 4.0)})
    assert composition(data).finding == "aged"


def test_time_over_the_district() -> None:
    district = shapely.box(115.0, 39.0, 117.0, 41.0)
    data = episode({"R": (0, 0, ramp(30, count=96))}, district=district, wind=field(5.0, 0.0, hours=96))
    paths = paths_of(data)
    found = residence(data, paths)
    # One degree of longitude at 40° and 5 m/s.
    assert found.values["hours"] == pytest.approx(85.18 / 18.0, abs=0.4)
    slow = episode({"R": (0, 0, ramp(30, count=96))}, district=district, wind=field(0.4, 0.0, hours=96))
    assert residence(slow, paths_of(slow)).high < found.high
    assert residence(data, None).finding == "no_paths"
    assert residence(episode({"R": (0, 0, ramp(30, count=96))}), paths).finding == "no_district"
    short = episode({"R": (0, 0, ramp(10, count=20))}, wind=field(5.0, 0.0, hours=20))
    assert paths_of(short) is None


def test_source_regions_inside_and_outside() -> None:
    district = shapely.box(115.4, 39.0, 116.6, 41.0)
    data = episode({"R": (0, 0, ramp(60, count=96))}, district=district, wind=field(5.0, 0.0, hours=96))
    found = source_region_contrast(data, paths_of(data))
    assert found.finding == "regions"
    # Always the same way: nothing to tell inside from outside by.
    assert (found.low + found.high) / 2 == pytest.approx(0.5, abs=0.1)
    assert source_region_contrast(data, None).finding == "no_paths"


def test_layer_aloft() -> None:
    time = START + np.arange(1, 49) * HOUR

    def aloft(at: float) -> pd.DataFrame:
        return pd.DataFrame({"time": time, "value": ramp(at)})

    base = episode({"R": (0, 0, ramp(24))})
    said = {at: layer_aloft(replace(base, aloft=aloft(at))).finding for at in (20, 24, 28, 99)}
    assert said == {20: "aloft_first", 24: "together", 28: "ground_first", 99: "nothing_aloft"}
    assert layer_aloft(replace(base, aloft=aloft(20))).values["hours"] == pytest.approx(4.0, abs=0.5)
    assert layer_aloft(base).finding == "no_lidar"


def test_flux_in_and_out() -> None:
    time = START + np.arange(1, 49) * HOUR
    flux = pd.DataFrame({"time": time, "inflow_g_s": 600.0, "outflow_g_s": 1000.0})
    base = episode({"R": (0, 0, ramp(24))})
    sure = boundary_flux(replace(base, flux=flux.assign(inflow_error=60.0, outflow_error=100.0)))
    assert (sure.low, sure.high) == pytest.approx((0.6 - 0.085, 0.6 + 0.085), abs=0.005)
    assert (
        boundary_flux(replace(base, flux=flux.assign(inflow_error=600.0, outflow_error=900.0))).finding
        == "flux_uncertain"
    )
    assert boundary_flux(base).finding == "no_flux"


def test_exchange_of_the_air() -> None:
    time = START + np.arange(1, 49) * HOUR
    base = episode({"R": (0, 0, ramp(24))})
    highs = [
        ventilation(replace(base, mixing_height=pd.DataFrame({"time": time, "value": height}))).low
        for height in (100.0, 800.0, 2000.0)
    ]
    assert highs == sorted(highs)
    assert highs[0] < highs[-1]
    assert ventilation(base).finding == "speed_only"
    assert ventilation(episode({"R": (0, 0, ramp(24))}, wind=None)).finding == "no_wind"


def test_the_hour_of_a_rise() -> None:
    assert rise_time(ramp(24.0)) == pytest.approx(24.0, abs=0.3)
    assert np.isnan(rise_time(np.full(48, 20.0)))
    assert np.isnan(rise_time(ramp(24.0)[::-1]))
    assert np.isnan(rise_time(np.full(48, np.nan)))
    gaps = ramp(24.0)
    gaps[[10, 23, 24]] = np.nan
    assert rise_time(gaps) == pytest.approx(24.0, abs=1.0)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"receptor": "X"}, "no station X"),
        ({"end": START + 3 * HOUR}, "six hours long"),
        ({"end": START + 24 * 90 * HOUR}, "two months"),
        ({"prop": "o3"}, "fewer than six hours"),
    ],
)
def test_impossible_episodes_are_refused(changed: dict, said: str) -> None:
    with pytest.raises(InputError, match=said):
        replace(episode({"R": (0, 0, ramp(24))}), **changed)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(0, 900, allow_nan=False) | st.just(float("nan")), min_size=12, max_size=40))
def test_any_series_gives_an_answer_or_a_refusal(values: list[float]) -> None:
    try:
        data = episode({"R": (0, 0, np.array(values)), "W": (-30, 0, np.array(values[::-1]))})
    except InputError:
        return
    answer = attribute(data)
    assert answer.verdict in VERDICTS
    assert answer.low <= answer.high
