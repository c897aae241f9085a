"""Steps of orders and incidents: what follows what, and what is refused."""

from __future__ import annotations

import pytest
from shapely import Point, box

from yanqing_eco_plugin.core.emergency import (
    ORDER_STATES,
    grade_incident,
    next_states,
    open_incident,
    send_order,
    set_resource_state,
    step_incident,
    step_order,
)
from yanqing_eco_plugin.core.errors import InputError

from .exercise import START, Board, after


@pytest.fixture
def board() -> Board:
    return Board()


def ordered(board: Board, resource: str = "R0", at: float = 60) -> str:
    board.take(send_order(board.incident, board.row("resource", resource), at=after(at), by="dispatcher", task="灭火"))
    return next(key for key, row in board.tables["dispatch_order"].items() if row["resource_id"] == resource)


def test_an_order_from_beginning_to_end(board: Board) -> None:
    key = ordered(board)
    states = []
    for number, state in enumerate(ORDER_STATES[1:], start=2):
        board.take(
            step_order(board.row("dispatch_order", key), board.row("resource", "R0"), state, at=after(60 * number))
        )
        states.append(board.row("resource", "R0")["state"])
    order = board.row("dispatch_order", key)
    assert states == ["ordered", "on_the_way", "on_scene", "on_scene", "free"]
    assert [order[f"{state}_at"] for state in ORDER_STATES] == [after(60 * number) for number in range(1, 7)]
    assert board.frame("log_entry")["event"].tolist()[1:] == [f"order.{state}" for state in ORDER_STATES]


def test_the_versions_go_along_so_that_one_of_two_dispatchers_loses(board: Board) -> None:
    resource = {**board.row("resource", "R0"), "row_version": 7}
    changes = send_order(board.incident, resource, at=START)
    assert changes["resource"]["row_version"].tolist() == [7]
    assert changes["dispatch_order"]["row_version"].tolist() == [0]


def test_a_released_unit_gets_no_steps_of_its_old_order(board: Board) -> None:
    key = ordered(board)
    board.take(step_order(board.row("dispatch_order", key), board.row("resource", "R0"), "released", at=after(90)))
    with pytest.raises(InputError, match="车0 is released from this order"):
        step_order(board.row("dispatch_order", key), board.row("resource", "R0"), "moving", at=after(99), correct=True)
    assert ordered(board, at=120)


@pytest.mark.parametrize("state", ["ordered", "on_the_way", "on_scene", "out_of_service"])
def test_who_cannot_go_is_not_ordered(board: Board, state: str) -> None:
    board.row("resource", "R0")["state"] = state
    with pytest.raises(InputError, match=f"车0 is {state} and cannot be ordered"):
        ordered(board)


def test_back_only_by_hand_and_what_is_taken_back_did_not_happen(board: Board) -> None:
    key = ordered(board)
    board.take(step_order(board.row("dispatch_order", key), board.row("resource", "R0"), "on_scene", at=after(300)))
    order, resource = board.row("dispatch_order", key), board.row("resource", "R0")
    with pytest.raises(InputError, match="cannot become moving"):
        step_order(order, resource, "moving", at=after(400))
    board.take(step_order(order, resource, "moving", at=after(200), recorded=after(400), correct=True))
    assert board.row("dispatch_order", key)["state"] == "moving"
    assert board.frame("dispatch_order")["on_scene_at"].isna().all()
    assert board.row("resource", "R0")["state"] == "on_the_way"


def test_impossible_steps(board: Board) -> None:
    key = ordered(board)
    order, resource = board.row("dispatch_order", key), board.row("resource", "R0")
    for arguments, words in [
        ({"state": "flying", "at": after(99)}, "no state"),
        ({"state": "moving", "at": after(1)}, "before it was ordered"),
        ({"state": "moving", "at": after(99).replace(tzinfo=None)}, "time zone"),
    ]:
        with pytest.raises(InputError, match=words):
            step_order(order, resource, **arguments)
    assert next_states("on_scene") == ("done", "released")
    with pytest.raises(InputError, match="under an order"):
        set_resource_state(resource, "free", at=after(99))
    with pytest.raises(InputError, match="comes with an order"):
        set_resource_state(board.row("resource", "R1"), "on_scene", at=after(99))
    board.take(set_resource_state(board.row("resource", "R1"), "out_of_service", at=after(99)))
    assert board.row("resource", "R1")["state"] == "out_of_service"


def test_phases_of_an_incident(board: Board) -> None:
    board.take(step_incident(board.incident, "contained", at=after(900)))
    board.take(step_incident(board.incident, "response", at=after(1000)))
    assert board.frame("incident")["contained_at"].isna().all()
    with pytest.raises(InputError, match="2 orders"):
        step_incident(board.incident, "terminated", at=after(2000), open_orders=2)
    board.take(grade_incident(board.incident, 2, at=after(1500), text="wind turned"))
    board.take(step_incident(board.incident, "terminated", at=after(2000)))
    assert (board.incident["phase"], board.incident["level"]) == ("terminated", 2)
    assert board.incident["closed_at"] == after(2000)
    with pytest.raises(InputError, match="closed"):
        ordered(board)
    for wrong in ("terminated", "reported", "asleep"):
        with pytest.raises(InputError):
            step_incident(board.incident, wrong, at=after(3000))
    with pytest.raises(InputError, match="before"):
        step_incident(board.incident, "response", at=after(-60))


def test_an_incident_outside_the_district_is_opened_and_says_so() -> None:
    changes = open_incident("spill", Point(117.5, 40.0), at=START, district=box(115.7, 40.2, 116.6, 40.8))
    assert changes["incident"]["note"].tolist() == ["outside the district"]
    assert changes["geofence"].geometry.iloc[0].contains(Point(117.5, 40.0))


@pytest.mark.parametrize(
    ("title", "place", "options"),
    [
        (" ", Point(116, 40), {}),
        ("fire", Point(400, 40), {}),
        ("fire", Point(), {}),
        ("fire", Point(116, 40), {"kind": "dragon"}),
        ("fire", Point(116, 40), {"level": 5}),
        ("fire", Point(116, 40), {"scene_radius_m": 0}),
    ],
)
def test_incidents_that_are_none(title: str, place: Point, options: dict[str, object]) -> None:
    with pytest.raises(InputError):
        open_incident(title, place, at=START, **options)
