"""Places the crowded networks of the demo: micro-stations, kitchens and noise, township by township."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from shapely import transform
from shapely.geometry.base import BaseGeometry

from .outline import Ground
from .scatter import scatter, street_grid
from .tables import read_demo_table
from .terrain import altitude

__all__ = ["crowded_rows"]

Floats = NDArray[np.float64]
Row = dict[str, object]

# Spread around the town's centre (km) and least distance between micro-stations there, by setting.
_TOWN = {"town": (1.1, 0.24), "valley": (1.5, 0.28), "mountain": (1.3, 0.3)}
_COUNTRY_APART = 0.7
_KITCHEN_APART = 0.022
_KITCHENS_PER_STREET = 10
_NOISE_CLASSES = ("1", "2", "4a", "2", "1", "2", "4a", "2", "3")
_IN_TOWN = {"town": 1.0, "valley": 0.55, "mountain": 0.5}


class _Township:
    """One township in the plane, with what is needed to place devices in it."""

    def __init__(self, ground: Ground, row: Mapping[str, str], area: BaseGeometry, rng: np.random.Generator) -> None:
        self.ground, self.row, self.rng = ground, row, rng
        self.area = transform(area, ground.plane)
        self.centre = ground.plane(ground.place(np.array([[float(row["lon"]), float(row["lat"])]])))[0]
        names = [place for place in read_demo_table("places") if place["setting"] == row["setting"]]
        self.places = [(place["zh"], place["en"]) for place in names]

    def around(self, spread: float, count: int) -> Floats:
        return self.centre + self.rng.normal(0.0, spread, (count, 2))

    def anywhere(self, count: int) -> Floats:
        """Candidates all over the township, few of them high in the mountains."""
        west, south, east, north = self.area.bounds
        points = self.rng.uniform((west, south), (east, north), (count * 3, 2))
        height = altitude(self.ground.schematic_of(self.ground.degrees(points)))
        return points[self.rng.uniform(0, 1, len(points)) < np.exp(-np.maximum(height - 560.0, 0.0) / 160.0) + 0.01]

    def name(self, number: int) -> tuple[str, str, int]:
        zh, en = self.places[number % len(self.places)]
        return f"{self.row['short']}{zh}", f"{self.row['short_en']} {en}", number // len(self.places) + 1


def _micro(town: _Township, taken: Floats) -> list[tuple[Floats, Row]]:
    count = int(town.row["micro"])
    spread, apart = _TOWN[town.row["setting"]]
    inner = round(count * _IN_TOWN[town.row["setting"]])
    points = scatter(lambda n: town.around(spread, n), town.area, inner, apart, taken)
    if count > inner:
        so_far = np.vstack([taken, points])
        points = np.vstack([points, scatter(town.anywhere, town.area, count - inner, _COUNTRY_APART, so_far)])
    found: list[tuple[Floats, Row]] = []
    for number, point in enumerate(points):
        zh, en, rank = town.name(number)
        found.append((point, {"kind": "micro", "name": f"{zh}微站{rank}", "name_en": f"{en} micro-station {rank}"}))
    return found


def _kitchens(town: _Township, taken: Floats) -> list[tuple[Floats, Row]]:
    count = int(town.row["fume"])
    streets = street_grid(town.centre, -(-count // _KITCHENS_PER_STREET), town.rng)
    found: list[tuple[Floats, Row]] = []
    for number, (start, end) in enumerate(streets):
        here = len(range(number, count, len(streets)))

        def along(n: int, start: Floats = start, end: Floats = end) -> Floats:
            side = np.array([start[1] - end[1], end[0] - start[0]]) / np.hypot(*(end - start))
            pavement = town.rng.choice((-0.012, 0.012), (n, 1)) + town.rng.normal(0, 0.002, (n, 1))
            return start + (end - start) * town.rng.uniform(0, 1, (n, 1)) + side * pavement

        points = scatter(along, town.area, here, _KITCHEN_APART, taken)
        taken = np.vstack([taken, points])
        zh, en, rank = town.name(number)
        for order, point in enumerate(points, start=1):
            label = f"{(rank - 1) * 100 + order:02d}"
            row: Row = {"kind": "fume", "name": f"{zh}餐饮点{label}", "name_en": f"{en} kitchen {label}"}
            found.append((point, row | {"emission_rule": "db11_1488"}))
    return found


def _noise(town: _Township, kind: str, taken: Floats) -> list[tuple[Floats, Row]]:
    count = int(town.row[kind])
    points = scatter(lambda n: town.around(0.8, n), town.area, count, 0.2, taken)
    found: list[tuple[Floats, Row]] = []
    for number, point in enumerate(points):
        zh, en, rank = town.name(number + (3 if kind == "catering_noise" else 0))
        zone = "2" if kind == "catering_noise" else _NOISE_CLASSES[number % len(_NOISE_CLASSES)]
        label_zh, label_en = ("餐饮噪声点", "catering noise") if kind == "catering_noise" else ("噪声点", "noise point")
        row: Row = {"kind": kind, "name": f"{zh}{label_zh}{rank}", "name_en": f"{en} {label_en} {rank}"}
        found.append((point, row | {"noise_class": zone}))
    return found


def crowded_rows(ground: Ground, areas: Mapping[str, BaseGeometry], seed: int) -> list[tuple[float, float, Row]]:
    """Micro-stations, kitchens and noise points: longitude, latitude and what the station table says of each.

    Parameters
    ----------
    ground
        The district.
    areas
        Area of each township by code, EPSG:4326.
    seed
        Source of the positions.
    """
    found: list[tuple[Floats, Row]] = []
    for row in read_demo_table("townships"):
        town = _Township(ground, row, areas[row["code"]], np.random.default_rng((seed, int(row["code"]))))
        for kind, place in (
            ("micro", _micro),
            ("fume", _kitchens),
            ("noise", lambda town, taken: _noise(town, "noise", taken)),
            ("catering_noise", lambda town, taken: _noise(town, "catering_noise", taken)),
        ):
            taken = np.array([point for point, other in found if other["kind"] == kind]).reshape(-1, 2)
            found.extend(place(town, taken))
    degrees = ground.degrees(np.array([point for point, _ in found]))
    return [(float(lon), float(lat), row) for (lon, lat), (_, row) in zip(degrees, found, strict=True)]
