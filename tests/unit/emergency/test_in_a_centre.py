"""Incidents in a real data centre: two dispatchers at once, and a log that gives back what the tables hold."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from shapely import Point

from yanqing_eco_plugin.core.data_centre import DataCentre, Edit, create_centre
from yanqing_eco_plugin.core.demo import DISTRICT
from yanqing_eco_plugin.core.demo.emergency import create_exercise, exercise_resources
from yanqing_eco_plugin.core.emergency import (
    ORDER_STATES,
    Changes,
    check_resources,
    open_incident,
    send_order,
    state_of,
    step_incident,
    step_order,
)
from yanqing_eco_plugin.core.errors import EditConflictError, InputError

from .exercise import START, after


@pytest.fixture
def centre(tmp_path: Path):
    with create_centre(tmp_path / "centre", district=DISTRICT, synthetic=True) as made:
        yield made


def write(centre: DataCentre, changes: Changes) -> None:
    centre.change([Edit(table, rows) for table, rows in changes.items()], by="dispatcher")


def row(centre: DataCentre, table: str, **where: object) -> dict:
    return centre.features(table, where=where).iloc[0].to_dict()


def test_of_two_dispatchers_who_order_the_same_unit_one_succeeds(centre: DataCentre) -> None:
    centre.write_features("resource", exercise_resources())
    write(centre, open_incident("fire", Point(115.9, 40.4), at=START))
    incident, unit = row(centre, "incident"), row(centre, "resource", resource_id="U01")
    # Both have seen the unit free.
    first, second = (send_order(incident, unit, at=after(60 + n)) for n in range(2))
    write(centre, first)
    with pytest.raises(EditConflictError):
        write(centre, second)
    # Nothing of the second order is there, not even in the log.
    assert len(centre.features("dispatch_order")) == 1
    assert centre.features("log_entry")["event"].tolist().count("order.ordered") == 1
    with pytest.raises(InputError, match="ordered and cannot be ordered"):
        send_order(incident, row(centre, "resource", resource_id="U01"), at=after(90))


def test_the_log_is_never_changed(centre: DataCentre) -> None:
    write(centre, open_incident("fire", Point(115.9, 40.4), at=START))
    entry = centre.features("log_entry")
    with pytest.raises(InputError, match="log"):
        centre.write_features("log_entry", entry.assign(text="nothing happened"))
    with pytest.raises(InputError, match="log"):
        centre.delete_features("log_entry", entry["entry_id"].tolist())


def test_the_log_of_a_centre_gives_back_its_tables(centre: DataCentre) -> None:
    exercise = create_exercise(centre, start=datetime(2026, 5, 1, 2, tzinfo=UTC))
    at = pd.Timestamp(exercise.start) + pd.Timedelta("5min")
    for number, order in enumerate(centre.features("dispatch_order").to_dict("records")):
        for state in ORDER_STATES[1 : 2 + number]:
            held = row(centre, "dispatch_order", order_id=order["order_id"])
            unit = row(centre, "resource", resource_id=order["resource_id"])
            at += pd.Timedelta("7s")
            write(centre, step_order(held, unit, state, at=at))
    write(centre, step_incident(row(centre, "incident"), "contained", at=at))
    state = state_of(centre.features("log_entry"))
    orders = centre.features("dispatch_order").set_index("order_id")
    assert {key: order.state for key, order in state.orders.items()} == orders["state"].to_dict()
    for key, order in state.orders.items():
        held = {s: orders.loc[key, f"{s}_at"] for s in ORDER_STATES if not pd.isna(orders.loc[key, f"{s}_at"])}
        assert dict(order.times) == held
    resources = centre.features("resource").set_index("resource_id")["state"]
    assert state.resources == {key: resources[key] for key in state.resources}
    assert state.phase == row(centre, "incident")["phase"] == "contained"
    assert centre.features("resource")["synthetic"].eq(1).all()
    assert row(centre, "incident")["exercise"] == 1


def test_the_made_up_resources_are_sound() -> None:
    resources = exercise_resources()
    assert check_resources(resources)["capabilities"].notna().all()
    assert (resources["fixed"] == 0).sum() == 12
