"""A made-up exercise: fire at a cluster of oil-fume points near 康庄镇, twelve resources on synthetic tracks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..data_centre import DataCentre, Edit
from ..emergency import Changes, Need, RoadNetwork, assign, open_incident, resources_for_ranking, send_order
from ..emergency.dispatch import AVAILABILITY
from ..ingest.positions import FixLimits, accept_fixes
from .emergency_roads import CENTRE_PLACE, exercise_roads
from .emergency_tracks import drive

__all__ = ["EXERCISE_PLACE", "Exercise", "create_exercise", "exercise_resources", "exercise_tracks", "store_tracks"]

EXERCISE_PLACE = (CENTRE_PLACE[0] + 0.021, CENTRE_PLACE[1] + 0.009)
_NOTE = "示意数据 synthetic exercise"
_DEPOTS = {"D1": (-0.055, -0.03), "D2": (0.06, 0.035), "D3": (-0.01, 0.05)}
# kind, name, capabilities, depot
_UNITS = (
    ("vehicle", "示意消防车1", "消防,供水", "D1"),
    ("vehicle", "示意消防车2", "消防,供水", "D2"),
    ("vehicle", "示意监测车1", "监测", "D1"),
    ("vehicle", "示意监测车2", "监测", "D3"),
    ("vehicle", "示意抽水车", "抽水", "D2"),
    ("team", "示意应急队1", "救援,吸附", "D1"),
    ("team", "示意应急队2", "救援", "D3"),
    ("person", "示意网格员1", "巡查", "D2"),
    ("person", "示意网格员2", "巡查", "D3"),
    ("expert", "示意专家", "专家咨询", "D1"),
    ("equipment", "示意便携气相色谱", "监测,化验", "D3"),
    ("vehicle", "示意运输车", "运输,吸附", "D2"),
)
_STALE = ("U04", "U09")
_JUMPING = "U06"
_NEEDS = (("消防", 2), ("监测", 2), ("救援", 1), ("抽水", 1))


@dataclass(frozen=True)
class Exercise:
    """What `create_exercise` made.

    Attributes
    ----------
    incident_id
        Of the incident that was opened.
    orders
        Rows of ``dispatch_order`` that were sent.
    start
        When the fire was reported.
    """

    incident_id: str
    orders: pd.DataFrame
    start: datetime


def exercise_resources() -> gpd.GeoDataFrame:
    """Three depots and twelve units, rows of the centre's table ``resource``, labelled as synthetic."""
    rows, places = [], []
    for key, (east, north) in _DEPOTS.items():
        place = (CENTRE_PLACE[0] + east, CENTRE_PLACE[1] + north)
        stock = "沙袋=300 个; 活性炭=2 t; 吸油毡=80 箱"
        rows.append((key, "depot", f"示意物资库{key[1]}", "", stock, "", 1))
        places.append(shapely.Point(place))
    for number, (kind, name, skills, home) in enumerate(_UNITS, start=1):
        east, north = _DEPOTS[home]
        # Side by side in the yard.
        places.append(shapely.Point(CENTRE_PLACE[0] + east + 0.0004 * number, CENTRE_PLACE[1] + north))
        rows.append((f"U{number:02d}", kind, name, skills, "", home, 0))
    columns = ["resource_id", "kind", "name", "capabilities", "stock", "home", "fixed"]
    table = pd.DataFrame(rows, columns=columns).assign(state="free", synthetic=1, note=_NOTE)
    return gpd.GeoDataFrame(table, geometry=places, crs=4326)


def exercise_tracks(start: datetime, *, seconds: int = 1_800) -> pd.DataFrame:
    """Fixes of the twelve units as decoders give them, in the order in which they come: two fall silent, one jumps."""
    network = RoadNetwork.build(exercise_roads())
    units = exercise_resources()
    units = units[units["fixed"] == 0]
    tracks = []
    for number, (name, shape) in enumerate(zip(units["resource_id"], units.geometry), start=1):
        tracks.append(
            drive(
                name,
                number,
                network,
                (shape.x, shape.y),
                EXERCISE_PLACE,
                start=start,
                leave_s=180.0 + 15.0 * number,
                seconds=seconds,
                silent_after_s=120.0 if name in _STALE else np.inf,
                wild_every_s=60 if name == _JUMPING else 0,
            )
        )
    return pd.concat(tracks, ignore_index=True).sort_values("time", kind="stable", ignore_index=True)


def create_exercise(centre: DataCentre, *, start: datetime) -> Exercise:
    """Write resources and their first fixes, open the incident and order who is needed; all of it labelled synthetic.

    Parameters
    ----------
    start
        When the fire is reported, aware; the tracks of `exercise_tracks` begin with it and are not written here.
    """
    resources = exercise_resources()
    centre.write_features("resource", resources)
    units = resources[resources["fixed"] == 0]
    first = pd.DataFrame(
        {
            "resource_id": units["resource_id"].to_numpy(),
            "time": pd.Timestamp(start) - pd.Timedelta("10s"),
            "lon": units.geometry.x.to_numpy(),
            "lat": units.geometry.y.to_numpy(),
            "source": _NOTE,
        }
    )
    centre.append_fixes(first)
    opened = open_incident(
        "示意演练：康庄镇油烟集中点起火",
        shapely.Point(EXERCISE_PLACE),
        at=start,
        by="值班员",
        kind="fire",
        level=3,
        exercise=1,
        synthetic=1,
        description="餐饮油烟集中点起火，下风向有居民点（示意）。",
        termination="明火扑灭，周边 PM2.5 恢复到背景水平，连续监测 2 小时无异常。",
        note=_NOTE,
    )
    _write(centre, opened)
    incident = centre.features("incident", where={"incident_id": opened["incident"]["incident_id"].iloc[0]})
    orders = _order(centre, incident.iloc[0].to_dict(), start)
    return Exercise(str(incident["incident_id"].iloc[0]), orders, start)


def store_tracks(centre: DataCentre, fixes: pd.DataFrame) -> pd.DataFrame:
    """Judge and store fixes of the exercise as the collector would; returns those that were refused."""
    accepted, refused = accept_fixes(fixes, limits=FixLimits())
    if len(accepted):
        centre.append_fixes(accepted.drop(columns=["valid"]).rename(columns={"unit_id": "resource_id"}))
    return refused


def _order(centre: DataCentre, incident: Mapping[Any, Any], start: datetime) -> pd.DataFrame:
    network = RoadNetwork.build(exercise_roads())
    at = pd.Timestamp(start) + pd.Timedelta("90s")
    needs = [Need(name, *EXERCISE_PLACE, name, quantity) for name, quantity in _NEEDS]
    table = resources_for_ranking(centre.features("resource_live"))
    # Whatever the clock of whoever plays it says: the exercise is judged at its own time.
    table = table[table["state"].isin(AVAILABILITY)]
    plan, _ = assign(needs, table, network, now=at)
    rows = centre.features("resource").set_index("resource_id", drop=False)
    sent = []
    for number, order in enumerate(plan.to_dict("records")):
        changes = send_order(
            incident,
            rows.loc[[order["resource_id"]]].iloc[0].to_dict(),
            at=at + pd.Timedelta(seconds=5 * number),
            by="值班员",
            need=order["need_id"],
            task="到场处置（示意）",
            eta_s=order["eta_s"],
            eta_method=order["method"],
        )
        _write(centre, changes)
        sent.append(changes["dispatch_order"])
    return pd.concat(sent, ignore_index=True)


def _write(centre: DataCentre, changes: Changes) -> None:
    centre.change([Edit(table, rows) for table, rows in changes.items()], by="值班员")
