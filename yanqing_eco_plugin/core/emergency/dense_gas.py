"""Whether a release is too heavy for a Gaussian model, by the Richardson number of HJ 169-2018."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..errors import InputError

__all__ = [
    "AIR_DENSITY_KG_M3",
    "CONTINUOUS_LIMIT",
    "INSTANTANEOUS_LIMIT",
    "DenseGasError",
    "ReleaseKind",
    "check_neutral",
    "release_kind",
    "richardson_number",
]

ReleaseKind = Literal["continuous", "instantaneous"]
_GRAVITY = 9.81
AIR_DENSITY_KG_M3 = 1.185  # 25 °C, 101.325 kPa: the worst case of the standard
CONTINUOUS_LIMIT = 1.0 / 6.0
INSTANTANEOUS_LIMIT = 0.04


class DenseGasError(InputError):
    """The cloud is heavier than air and hugs the ground: a Gaussian area would be drawn wrong.

    Its `values` have ``richardson``, what was computed, and ``limit``, from where on the gas is heavy.
    """


def release_kind(duration_s: float, distance_m: float, wind_speed: float) -> ReleaseKind:
    """Whether a release counts as continuous for a point `distance_m` away: it lasts longer than there and back, 2 X / U.

    Source: HJ 169-2018, annex G. Raises `InputError` for impossible numbers.
    """
    _positive(duration_s=duration_s, distance_m=distance_m, wind_speed=wind_speed, zero_for="duration_s")
    return "continuous" if duration_s > 2.0 * distance_m / wind_speed else "instantaneous"


def richardson_number(
    kind: ReleaseKind,
    *,
    amount: float,
    density: float,
    wind_speed: float,
    diameter: float = 1.0,
    air_density: float = AIR_DENSITY_KG_M3,
) -> float:
    """Richardson number of a release, HJ 169-2018 annex G.

    Parameters
    ----------
    kind
        ``continuous`` or ``instantaneous``, see `release_kind`.
    amount
        kg/s of a continuous release, kg of an instantaneous one.
    density, air_density
        Of what enters the air, and of the air, kg/m³.
    wind_speed
        At 10 m, m/s.
    diameter
        Of the initial cloud (the source), m; for a continuous release only.

    Returns
    -------
    float
        0 or less for what is no heavier than air.

    Raises
    ------
    InputError
        Numbers not above 0, or an unknown kind.
    """
    _positive(amount=amount, density=density, wind_speed=wind_speed, diameter=diameter, air_density=air_density)
    excess = (density - air_density) / air_density
    if kind == "continuous":
        flux = _GRAVITY * (amount / density) / diameter * excess
        return float(np.cbrt(flux) / wind_speed)
    if kind == "instantaneous":
        return float(_GRAVITY * np.cbrt(amount / density) / wind_speed**2 * excess)
    raise InputError("There is no release of kind “{kind}”.", hint="Choose continuous or instantaneous.", kind=kind)


def check_neutral(
    kind: ReleaseKind,
    *,
    amount: float,
    density: float,
    wind_speed: float,
    diameter: float = 1.0,
    air_density: float = AIR_DENSITY_KG_M3,
) -> float:
    """Refuse a heavy gas; gives the Richardson number of one that a Gaussian model may carry.

    Heavy is Ri ≥ 1/6 for a continuous and Ri > 0.04 for an instantaneous release (HJ 169-2018 annex G).

    Raises
    ------
    DenseGasError
        The gas is heavy; says what tool is needed.
    InputError
        As `richardson_number`.
    """
    number = richardson_number(
        kind, amount=amount, density=density, wind_speed=wind_speed, diameter=diameter, air_density=air_density
    )
    limit = CONTINUOUS_LIMIT if kind == "continuous" else INSTANTANEOUS_LIMIT
    if number > limit or (kind == "continuous" and number >= limit):
        raise DenseGasError(
            "This is a heavy gas (Richardson number {richardson:.3g}, limit {limit:.3g}); no area is drawn.",
            hint="Use a heavy-gas model such as SLAB (HJ 169-2018) and load its result as a layer.",
            richardson=number,
            limit=limit,
        )
    return number


def _positive(*, zero_for: str = "", **values: float) -> None:
    for name, value in values.items():
        if not np.isfinite(value) or value < 0 or (value == 0 and name != zero_for):
            raise InputError("{name} = {value} is not possible.", hint="Give a number above 0.", name=name, value=value)
