"""The steady plume: published numbers, conservation of mass, what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from yanqing_eco_plugin.core.emergency.dispersion_parameters import STABILITY_CLASSES, plume_sigmas, puff_sigmas
from yanqing_eco_plugin.core.emergency.plume import gaussian_plume
from yanqing_eco_plugin.core.errors import InputError

# Briggs' curves at 1.2 m and Slade's at 1.2 m as the tests of GasDispersion.jl (an independent library, MIT) have them.
URBAN = {
    "A": (0.38390787316433456, 0.2881727481910807),
    "B": (0.38390787316433456, 0.2881727481910807),
    "C": (0.26393666280048, 0.24),
    "D": (0.19195393658216728, 0.16796976816235135),
    "E": (0.13196833140024, 0.09591371646531512),
    "F": (0.13196833140024, 0.09591371646531512),
}
RURAL = {
    "A": (0.2639841614254575, 0.24),
    "B": (0.19198848103669636, 0.144),
    "C": (0.13199208071272875, 0.09598848207318536),
    "D": (0.09599424051834818, 0.07193528734898633),
    "E": (0.07199568038876113, 0.03598704466392099),
    "F": (0.04799712025917409, 0.019193090487424527),
}
PUFF = {
    "A": (0.21287234847910436, 0.6879188103871441),
    "B": (0.16556738215041453, 0.6054498545741843),
    "C": (0.11826241582172466, 0.3869880921561032),
    "D": (0.07095744949303479, 0.17041904657983328),
    "E": (0.047304966328689864, 0.11258170198247626),
    "F": (0.023523465599668385, 0.05588182287353654),
}


@pytest.mark.parametrize("stability", STABILITY_CLASSES)
def test_spread_as_an_independent_library(stability: str) -> None:
    np.testing.assert_allclose(plume_sigmas(1.2, stability, "urban"), URBAN[stability], rtol=1e-12)
    np.testing.assert_allclose(plume_sigmas(1.2, stability, "rural"), RURAL[stability], rtol=1e-12)
    np.testing.assert_allclose(puff_sigmas(1.2, stability), PUFF[stability], rtol=1e-12)


def test_sulphur_dioxide_of_a_stack() -> None:
    """Crowl and Louvar, Chemical process safety, example 5-1: 80 g/s at 60 m, 6 m/s, overcast (D), rural, 500 m: 1.45e-4."""
    sigma_y, sigma_z = plume_sigmas(500.0, "D")
    assert (round(float(sigma_y), 1), round(float(sigma_z), 1)) == (39.0, 22.7)
    found = gaussian_plume(500.0, 0.0, 0.0, rate=80.0, wind_speed=6.0, height=60.0, stability="D")
    assert float(found) == pytest.approx(1.45e-4, rel=0.005)


@pytest.mark.parametrize("terrain", ["rural", "urban"])
@pytest.mark.parametrize("stability", STABILITY_CLASSES)
@pytest.mark.parametrize("height", [0.0, 40.0])
def test_the_rate_passes_every_plane(terrain: str, stability: str, height: float) -> None:
    """The flux through a plane across the wind is the rate: nothing is lost at the ground."""
    for x in (100.0, 1_500.0, 9_000.0):
        sigma_y, sigma_z = plume_sigmas(x, stability, terrain)  # type: ignore[arg-type]
        y = np.linspace(-8 * sigma_y, 8 * sigma_y, 401)
        z = np.linspace(0.0, height + 8 * sigma_z, 801)
        field = gaussian_plume(
            x,
            y[:, None],
            z[None, :],
            rate=12.0,
            wind_speed=3.0,
            height=height,
            stability=stability,
            terrain=terrain,  # type: ignore[arg-type]
        )
        flux = 3.0 * integrate.simpson(integrate.simpson(field, x=z), x=y)
        assert flux == pytest.approx(12.0, rel=1e-4)


def test_nothing_upwind_and_below_the_ground() -> None:
    options = {"rate": 1.0, "wind_speed": 2.0, "height": 0.0, "stability": "F"}
    assert (gaussian_plume([-5.0, 0.0], 0.0, 0.0, **options) == 0).all()
    assert gaussian_plume(100.0, 0.0, -1.0, **options) == 0
    assert np.isnan(gaussian_plume(np.nan, 0.0, 0.0, **options))


@settings(deadline=None)
@given(
    x=st.floats(-1e6, 1e7),
    y=st.floats(-1e6, 1e6),
    z=st.floats(-10, 1e5),
    height=st.floats(0, 500),
    stability=st.sampled_from(STABILITY_CLASSES),
)
def test_never_negative_nor_infinite(x: float, y: float, z: float, height: float, stability: str) -> None:
    options = {"wind_speed": 1.5, "height": height, "stability": stability}
    one = gaussian_plume(x, y, z, rate=1.0, **options)  # type: ignore[arg-type]
    assert np.isfinite(one)
    assert one >= 0
    np.testing.assert_allclose(gaussian_plume(x, -y, z, rate=2.0, **options), 2 * one)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": -1.0},
        {"rate": np.nan},
        {"wind_speed": 0.2},
        {"wind_speed": np.nan},
        {"height": -1.0},
        {"stability": "G"},
        {"terrain": "mountain"},
    ],
)
def test_impossible_numbers_are_refused(wrong: dict[str, object]) -> None:
    options = {"rate": 1.0, "wind_speed": 2.0, "height": 0.0, "stability": "D", **wrong}
    with pytest.raises(InputError):
        gaussian_plume(100.0, 0.0, 0.0, **options)  # type: ignore[arg-type]
