"""How fast and how diluted what was spilled goes down a river, by regression on tracer studies of rivers of all sizes.

Jobson, H.E. (1996): Prediction of traveltime and longitudinal dispersion in rivers and streams. U.S. Geological Survey
Water-Resources Investigations Report 96-4013; also J. Hydraul. Eng. 123(11), 971-979 (1997),
doi:10.1061/(ASCE)0733-9429(1997)123:11(971). For conservative solutes that are well mixed across the river.

That the leading edge needs 89 % of the time of the peak stands in the paper's abstract. The other coefficients could not be
compared with the printed equations (7, 12 to 15 and 19 of the report): to be verified there before a report relies on them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = ["LEADING_EDGE", "passage_s", "peak_velocity", "unit_peak_concentration"]

Floats = NDArray[np.float64]
_GRAVITY = 9.81
# The leading edge needs on average this part of the time of the peak.
LEADING_EDGE = 0.890
_SHORTEST_H = 1e-3


def peak_velocity(
    discharge: ArrayLike, mean_discharge: ArrayLike, drainage_area: ArrayLike, slope: ArrayLike = np.nan
) -> tuple[Floats, Floats]:
    """Velocity of the peak: the most probable one and the highest probable one, which arrives first and least diluted.

    Parameters
    ----------
    discharge, mean_discharge
        In the reach now and on the mean of years, m³/s.
    drainage_area
        Upstream of the reach, m².
    slope
        Of the reach, m/m; NaN where unknown.

    Returns
    -------
    probable, highest : ndarray
        m/s; the equations 12 and 13 of the report with slope, 14 and 15 without.

    Raises
    ------
    InputError
        A number is not above 0.
    """
    now, mean, area, incline = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (discharge, mean_discharge, drainage_area, slope))
    )
    for name, value in (("discharge", now), ("mean discharge", mean), ("drainage area", area)):
        if not (np.isfinite(value) & (value > 0)).all():
            raise InputError("The {name} of the river is not possible.", hint="Give numbers above 0.", name=name)
    if (incline <= 0).any():
        raise InputError("The slope of the river is not above 0.", hint="Leave it out where it is unknown.")
    scaled_area = area**1.25 * np.sqrt(_GRAVITY) / mean
    relative = now / mean
    known = np.isfinite(incline)
    with_slope = scaled_area**0.919 * relative**-0.469 * np.where(known, incline, 1.0) ** 0.159 * now / area
    without = scaled_area**0.821 * relative**-0.465 * now / area
    probable = np.where(known, 0.094 + 0.0143 * with_slope, 0.020 + 0.051 * without)
    highest = np.where(known, 0.25 + 0.02 * with_slope, 0.2 + 0.093 * without)
    return probable, highest


def unit_peak_concentration(peak_s: ArrayLike, discharge: ArrayLike, mean_discharge: ArrayLike) -> Floats:
    """Peak concentration × discharge / mass, 1/s, some time after an instantaneous spill (equation 7, without its 10⁶).

    Parameters
    ----------
    peak_s
        Time of travel of the peak, s.
    discharge, mean_discharge
        m³/s.
    """
    hours = np.maximum(np.asarray(peak_s, dtype=np.float64) / 3600.0, _SHORTEST_H)
    relative = np.asarray(discharge, dtype=np.float64) / np.asarray(mean_discharge, dtype=np.float64)
    return np.asarray(857e-6 * hours ** (-0.760 * relative**-0.079), dtype=np.float64)


def passage_s(unit_peak: ArrayLike) -> Floats:
    """Time from the leading edge until a tenth of the peak is left, s (equation 19: 2·10⁶ / unit peak)."""
    return np.asarray(2.0 / np.asarray(unit_peak, dtype=np.float64), dtype=np.float64)
