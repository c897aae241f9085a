"""Who goes: resources ranked for one incident, and several needs served at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from ..errors import InputError
from .resources import materials_of
from .road_network import RoadNetwork
from .travel import straight_times, travel_times

__all__ = ["AVAILABILITY", "RANK_COLUMNS", "Need", "Weights", "assign", "parse_needs", "rank"]

Floats = NDArray[np.float64]
# By how much a state lengthens the time; a state that is not here cannot be sent.
AVAILABILITY: Mapping[str, float] = {"free": 1.0, "reserved": 1.5}
RANK_COLUMNS = ("rank", "resource_id", "eta_s", "method", "fix_age_s", "state", "cost", "excluded")
_NEEDED = ("resource_id", "state", "capabilities", "lon", "lat", "fix_time")
_FORBIDDEN = 1e12
_ATTEMPTS = 4
_MOST_OF_A_NEED = 1_000


@dataclass(frozen=True)
class Weights:
    """How time, state, capability and age of the fix are weighed against each other.

    The cost is ``eta × availability × capability × age``: seconds that the resource is worth waiting for.

    Attributes
    ----------
    availability
        State → factor of at least 1; states that are missing are excluded.
    spare_capability
        Factor for each capability that the resource has and nobody asked for: specialists are kept back.
    age_doubles_s
        A fix of this age doubles the cost, s.
    least_eta_s
        Shorter times count as this, so that standing next door does not outweigh everything.
    """

    availability: Mapping[str, float] = field(default_factory=lambda: dict(AVAILABILITY))
    spare_capability: float = 1.05
    age_doubles_s: float = 1_800.0
    least_eta_s: float = 30.0

    def __post_init__(self) -> None:
        numbers = (*self.availability.values(), self.spare_capability, self.age_doubles_s, self.least_eta_s)
        if not all(np.isfinite(v) and v > 0 for v in numbers):
            raise InputError("A weight is not possible.", hint="Give numbers above 0.")


@dataclass(frozen=True)
class Need:
    """Something that has to get somewhere.

    Attributes
    ----------
    need_id
        Name of the need.
    lon, lat
        Where, WGS-84 degrees.
    capability
        What it takes, a capability or a material in stock; empty for anything that drives.
    quantity
        How many resources.
    """

    need_id: str
    lon: float
    lat: float
    capability: str = ""
    quantity: int = 1


def parse_needs(text: str, place: tuple[float, float]) -> list[Need]:
    """Needs at a place (longitude, latitude), from ``capability=number; capability; …``.

    Raises
    ------
    InputError
        An entry is not of that form, asks for nothing, or occurs twice.
    """
    needs: dict[str, Need] = {}
    for entry in filter(str.strip, re.split("[;；]", text)):
        name, _, number = (part.strip() for part in re.sub("＝", "=", entry).partition("="))
        if not name or name in needs or (number and not (number.isdecimal() and 0 < int(number) <= _MOST_OF_A_NEED)):
            raise InputError("“{entry}” is no need.", hint="Write capability=number; and so on.", entry=entry.strip())
        needs[name] = Need(name, *place, name, int(number or 1))
    return list(needs.values())


def rank(
    incident: tuple[float, float],
    resources: pd.DataFrame,
    network: RoadNetwork | None,
    *,
    now: datetime | pd.Timestamp,
    capability: str = "",
    weights: Weights | None = None,
) -> pd.DataFrame:
    """Resources in the order in which they should be sent to an incident.

    Parameters
    ----------
    incident
        Longitude and latitude, WGS-84 degrees.
    resources
        ``resource_id``, ``state``, ``capabilities`` (names joined by commas), ``lon``, ``lat``, ``fix_time`` (UTC). Where there
        are such columns: ``fixed`` marks depots and others that stay where they are and need no fix, ``stock`` says which
        materials are there (``material=quantity unit; …``).
    network
        Kept between calls; closures come with `RoadNetwork.with_closures`. None for straight lines only.
    now
        Aware; the age of the fixes is told against it.
    capability
        What is needed, a capability or a material; empty for anything that drives. A depot is ranked only as the place from
        which something that is asked for is fetched.

    Returns
    -------
    DataFrame
        `RANK_COLUMNS`, best first: `method` is ``road`` or ``straight_line``, `cost` as `Weights` says. Resources that
        cannot go are last, with rank <NA> and in `excluded` ``no_position``, ``busy``, ``lacks_capability`` or ``stays``.

    Raises
    ------
    InputError
        A column is missing, a resource occurs twice, or the incident is nowhere.
    """
    need = Need("incident", *incident, capability)
    table, cost, eta, by_road, excluded = _costs([need], resources, network, now, weights or Weights())
    table = table.assign(
        eta_s=eta[:, 0],
        method=np.where(np.isnan(eta[:, 0]), "", np.where(by_road[:, 0], "road", "straight_line")),
        cost=cost[:, 0],
        excluded=excluded[:, 0],
    )
    table = table.sort_values(["cost", "resource_id"], kind="stable", na_position="last").reset_index(drop=True)
    table["rank"] = pd.array(np.arange(1, len(table) + 1), dtype="Int64")
    table.loc[table["excluded"] != "", "rank"] = pd.NA
    return table[list(RANK_COLUMNS)]


def assign(
    needs: Sequence[Need],
    resources: pd.DataFrame,
    network: RoadNetwork | None,
    *,
    now: datetime | pd.Timestamp,
    weights: Weights | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Serve several needs at once so that the sum of the costs is least; no resource goes twice.

    As many needs as possible are served first, then as cheaply as possible.

    Parameters
    ----------
    needs
        With quantities; a need for two takes two resources.
    resources, network, now, weights
        As `rank`.

    Returns
    -------
    orders : DataFrame
        ``need_id, resource_id, eta_s, method, fix_age_s, cost``.
    unmet : DataFrame
        ``need_id, missing, reason``: ``nobody_has_it`` where no resource has the capability at all, else ``all_busy``.

    Raises
    ------
    InputError
        As `rank`; or a quantity below 1.
    """
    if any(need.quantity < 1 for need in needs):
        raise InputError("A need asks for nothing.", hint="Give a quantity of 1 or more.")
    enough = sum(need.quantity for need in needs)
    table, cost, eta, by_road, excluded = _costs(needs, resources, network, now, weights or Weights(), enough)
    # More than there are resources cannot be served, and would only cost memory.
    wanted = np.repeat(np.arange(len(needs)), [min(need.quantity, len(table)) for need in needs])
    usable = np.where(np.isnan(cost), _FORBIDDEN, cost)[:, wanted]
    rows, columns = linear_sum_assignment(usable)
    served = usable[rows, columns] < _FORBIDDEN
    rows, of_need = rows[served], wanted[columns[served]]
    orders = pd.DataFrame(
        {
            "need_id": np.array([need.need_id for need in needs], dtype=object)[of_need],
            "resource_id": table["resource_id"].to_numpy(dtype=object)[rows],
            "eta_s": eta[rows, of_need],
            "method": np.where(by_road[rows, of_need], "road", "straight_line"),
            "fix_age_s": table["fix_age_s"].to_numpy()[rows],
            "cost": cost[rows, of_need],
        }
    ).sort_values(["need_id", "cost"], kind="stable", ignore_index=True)
    unmet = []
    for number, need in enumerate(needs):
        missing = need.quantity - int((of_need == number).sum())
        if missing:
            able = (~np.isin(excluded[:, number].astype(str), ("lacks_capability", "stays"))).any()
            unmet.append((need.need_id, missing, "all_busy" if able else "nobody_has_it"))
    return orders, pd.DataFrame(unmet, columns=["need_id", "missing", "reason"])


def _costs(
    needs: Sequence[Need],
    resources: pd.DataFrame,
    network: RoadNetwork | None,
    now: datetime | pd.Timestamp,
    weights: Weights,
    enough: int | None = None,
) -> tuple[pd.DataFrame, Floats, Floats, NDArray[np.bool_], NDArray[np.object_]]:
    """Resources with the age of their fix; cost, time, by road and exclusion of each for each need, shape (r, n)."""
    table = _checked(resources, now)
    shape = (len(table), len(needs))
    excluded = np.full(shape, "", dtype=object)
    availability = table["state"].map(dict(weights.availability)).to_numpy(dtype=np.float64)
    skills = [_skills(cell) for cell in table["capabilities"]]
    carried = [set(materials_of(cell)) for cell in table["stock"]] if "stock" in table.columns else [set()] * len(table)
    factor = np.ones(shape)
    for number, need in enumerate(needs):
        asked = [need.capability in own or need.capability in there for own, there in zip(skills, carried)]
        has = np.array([not need.capability or one for one in asked], dtype=bool)
        spare = np.array([len(own - {need.capability}) for own in skills], dtype=np.float64)
        factor[:, number] = weights.spare_capability**spare
        excluded[~has, number] = "lacks_capability"
        if not need.capability:
            excluded[table["stays"].to_numpy(dtype=bool), number] = "stays"
    excluded[(excluded == "") & np.isnan(availability)[:, None]] = "busy"
    placed = table[["lon", "lat"]].notna().all(axis=1).to_numpy() & ~table["lost"].to_numpy(dtype=bool)
    placed &= ((table["lon"].abs() <= 180) & (table["lat"].abs() <= 90)).to_numpy()
    excluded[(excluded == "") & ~placed[:, None]] = "no_position"
    going = np.flatnonzero((excluded == "").any(axis=1))
    eta, by_road = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    places = np.array([(need.lon, need.lat) for need in needs], dtype=np.float64).reshape(-1, 2)
    age = table["fix_age_s"].fillna(0.0).clip(lower=0.0).to_numpy()
    factor *= (availability * (1.0 + age / weights.age_doubles_s))[:, None]
    factor[excluded != ""] = np.nan
    origins = table[["lon", "lat"]].to_numpy()[going]
    if enough is None:
        eta[going], by_road[going] = travel_times(network, origins, places)
    else:
        eta[going], by_road[going] = _times_of_the_best(network, origins, places, factor[going], enough, weights)
    eta[excluded != ""] = np.nan
    cost = np.maximum(eta, weights.least_eta_s) * factor
    return table, cost, eta, by_road, excluded


def _times_of_the_best(
    network: RoadNetwork | None, origins: Floats, places: Floats, factor: Floats, enough: int, weights: Weights
) -> tuple[Floats, NDArray[np.bool_]]:
    """Times of at least the `enough` cheapest resources of each need; NaN for dearer ones.

    Whoever serves one of n needs is among the n cheapest for it: otherwise one of those would be free and better. So the
    search around a need ends as soon as no resource it has not met can be among them.
    """
    straight = straight_times(origins, places)
    eta, by_road = np.full(straight.shape, np.nan), np.zeros(straight.shape, dtype=bool)
    pending = np.arange(len(places))
    if network is None or len(origins) <= enough:
        return travel_times(network, origins, places)
    # Roads are about twice as fast as the straight line across country.
    limit = 0.6 * float(np.median(np.sort(straight, axis=0)[enough - 1]))
    for attempt in range(_ATTEMPTS):
        longest = limit * 2.0**attempt if attempt < _ATTEMPTS - 1 else np.inf
        seconds, road = travel_times(network, origins, places[pending], longest_s=longest)
        eta[:, pending], by_road[:, pending] = seconds, road
        mine = factor[:, pending]
        cost = np.where(np.isnan(mine * seconds), np.inf, np.maximum(seconds, weights.least_eta_s) * mine)
        unmet = np.isnan(seconds) & ~np.isnan(mine)
        least = np.where(
            unmet, np.maximum(np.minimum(longest, straight[:, pending]), weights.least_eta_s) * mine, np.inf
        )
        done = np.sort(cost, axis=0)[enough - 1] <= least.min(axis=0)
        pending = pending[~done]
        if not len(pending):
            break
    return eta, by_road


def _checked(resources: pd.DataFrame, now: datetime | pd.Timestamp) -> pd.DataFrame:
    missing = [name for name in _NEEDED if name not in resources.columns]
    if missing:
        raise InputError("The resources lack the columns {names}.", hint="Add them.", names=", ".join(missing))
    moment = pd.Timestamp(now)
    if moment.tzinfo is None:
        raise InputError("The present time has no zone.", hint="Give an aware time.")
    twice = resources["resource_id"][resources["resource_id"].duplicated()]
    if len(twice):
        raise InputError("The resource “{name}” occurs twice.", hint="Keep its newest fix only.", name=twice.iloc[0])
    table = resources.reset_index(drop=True)
    fix_time = pd.to_datetime(table["fix_time"], utc=True)
    stays = table["fixed"].fillna(False).astype(bool) if "fixed" in table.columns else pd.Series(False, table.index)
    return table.assign(
        lon=table["lon"].astype(float),
        lat=table["lat"].astype(float),
        fix_age_s=(moment.tz_convert("UTC") - fix_time).dt.total_seconds().where(~stays),
        lost=fix_time.isna() & ~stays,
        stays=stays,
    )


def _skills(cell: object) -> set[str]:
    return {part.strip() for part in cell.split(",") if part.strip()} if isinstance(cell, str) else set()
