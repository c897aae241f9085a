"""End-points of substances: from which concentration on people are in danger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import InputError

__all__ = ["SUBSTANCES", "Substance", "parse_endpoints"]

# Molar volume at 25 °C and 101.325 kPa, l/mol.
_MOLAR_VOLUME = 24.465


@dataclass(frozen=True)
class Substance:
    """A gas.

    Attributes
    ----------
    molar_mass
        g/mol.
    level_1_ppm, level_2_ppm
        Acute exposure guideline levels AEGL-3 and AEGL-2 for 60 minutes (National Research Council), on which the
        toxic end-points 1 and 2 of HJ 169-2018, annex H rest. Final values of the list of 2014, to be verified against
        the annex before a report relies on them.
    """

    molar_mass: float
    level_1_ppm: float
    level_2_ppm: float

    @property
    def density(self) -> float:
        """Of the pure gas at 25 °C, kg/m³."""
        return self.molar_mass / _MOLAR_VOLUME

    @property
    def endpoints(self) -> dict[str, float]:
        """g/m³ by name."""
        grams = self.molar_mass / _MOLAR_VOLUME * 1e-3
        return {"level 1": self.level_1_ppm * grams, "level 2": self.level_2_ppm * grams}


SUBSTANCES: Mapping[str, Substance] = {
    "chlorine": Substance(70.906, 20.0, 2.0),
    "ammonia": Substance(17.031, 1_100.0, 160.0),
    "carbon_monoxide": Substance(28.010, 330.0, 83.0),
    "sulphur_dioxide": Substance(64.066, 30.0, 0.75),
    "hydrogen_sulfide": Substance(34.081, 50.0, 27.0),
    "hydrogen_chloride": Substance(36.461, 100.0, 22.0),
    "nitrogen_dioxide": Substance(46.006, 20.0, 12.0),
}
_ENDPOINT = re.compile(r"^\s*([^=;]+?)\s*=\s*([0-9.eE+-]+)\s*$")


def parse_endpoints(text: str) -> dict[str, float]:
    """Concentrations in g/m³ from ``name=value; …``.

    Raises
    ------
    InputError
        An entry is not of that form, or its value is not above 0.
    """
    found: dict[str, float] = {}
    for entry in re.split("[;；]", text):
        if not entry.strip():
            continue
        match = _ENDPOINT.match(entry)
        try:
            value = float(match[2]) if match else np.nan
        except ValueError:
            value = np.nan
        if match is None or not (np.isfinite(value) and value > 0):
            raise InputError(
                "“{entry}” is no end-point.",
                hint="Write name=concentration in g/m³; and so on, e.g. level 1=0.058.",
                entry=entry.strip(),
            )
        found[match[1]] = value
    return found
