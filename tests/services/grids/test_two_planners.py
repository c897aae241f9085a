"""Two planners redraw one draft in a shared centre, each with an account of their own: nobody overwrites the other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from qgis.core import QgsProject

from tests.qgis.gui_parts.desk import Desk, until
from tests.qgis.gui_parts.grids.pen import neighbours
from tests.qgis.processing.grid_centre import make_centre
from tests.services.postgres import PostgresServer
from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.postgis import drop_postgis_centre, grant_role
from yanqing_eco_plugin.core.errors import CentreReadOnlyError, EditConflictError
from yanqing_eco_plugin.gui.grids.dock import GridDock
from yanqing_eco_plugin.gui.grids.draft import Draft, Work, keep_work, read_draft
from yanqing_eco_plugin.gui.grids.redrawing import Redrawing
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import (
    account_in,
    check_stored,
    copy_plan,
    plan_headers,
    publish_stored,
    read_plan,
    verify_plan,
)

ACCOUNTS = {"planner_one": "editor", "planner_two": "editor", "onlooker": "viewer"}


@pytest.fixture
def addresses(postgres_server: PostgresServer) -> Iterator[dict[str, str]]:
    """Address of a fresh shared centre with the draft ``p1``, by account."""
    with postgres_server.connect() as connection:
        connection.execute("DROP DATABASE IF EXISTS eco_grids WITH (FORCE)")
        connection.execute("CREATE DATABASE eco_grids")
        for name in ACCOUNTS:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is None:
                connection.execute(f"CREATE ROLE {name} LOGIN")
    owner = postgres_server.address("eco_grids")
    make_centre(owner).close()
    for name, role in ACCOUNTS.items():
        grant_role(owner, name, role)
    yield {name: postgres_server.address("eco_grids", name) for name in ACCOUNTS}
    drop_postgis_centre(owner)


@pytest.fixture
def sessions(qgis_app: object) -> Iterator[list[EcoSession]]:
    opened: list[EcoSession] = []
    yield opened
    for one in opened:
        one.shut_down()
    QgsProject.instance().clear()


def seat(sessions: list[EcoSession], address: str, roles: tuple[str, ...] = ("editor",)) -> EcoSession:
    """Somebody at a desk of their own with the shared centre open."""
    desk = Desk()
    session = EcoSession(desk)  # type: ignore[arg-type]
    session._centre, session.address, session._roles = open_centre(address, writable=False), address, roles
    session.settings.language = "en"
    sessions.append(session)
    return session


def draft_of(session: EcoSession) -> Draft:
    return read_draft(session.centre, "p1")


@pytest.fixture
def planners(sessions: list[EcoSession], addresses: dict[str, str]) -> Iterator[list[Redrawing]]:
    """Both have the same draft open."""
    seats = [seat(sessions, addresses[name]) for name in ("planner_one", "planner_two")]
    pens = [Redrawing(one, draft_of(one)) for one in seats]
    yield pens
    for one in pens:
        one.end()


def stored(address: str, plan_id: str = "p1"):
    with open_centre(address, writable=False) as centre:
        return read_plan(centre, plan_id)


def paint(pen: Redrawing, unit: str, to: str) -> None:
    assert pen.handler.commit(pen.handler.weigh([unit], to), "paint")


def test_who_comes_second_is_told_and_overwrites_nothing(planners: list[Redrawing], addresses: dict[str, str]) -> None:
    first, second = planners
    told: list[str] = []
    second.saving.conflicted.connect(told.append)
    unit, to = neighbours(first.handler)
    handler = second.handler
    other = next(
        one for one in handler.units_of(handler.grid_of(unit)) if one != unit and not handler.weigh([one], to).refusal
    )
    paint(first, unit, to)
    until(lambda: first.saving.is_clean)
    paint(second, other, to)
    until(lambda: told)
    assert "planner_one" in told[0], "the account that changed it first"
    there = stored(addresses["onlooker"]).assignment["grid"]
    assert there[unit] == to
    assert there[other] != to
    words: list[str] = []
    second.ended.connect(words.append)
    second.end()
    with open_centre(addresses["onlooker"], writable=False) as centre:
        (new,) = {one.plan_id for one in plan_headers(centre)} - {"p1"}
        assert read_plan(centre, new).assignment["grid"][other] == to, "kept beside it"
        assert set(centre.features("grid", where={"plan_id": new})["changed_by"]) == {"planner_two"}
    assert new in words[0]


def test_work_in_other_villages_meets_without_a_word(planners: list[Redrawing], addresses: dict[str, str]) -> None:
    first, second = planners
    told: list[str] = []
    for one in planners:
        one.saving.conflicted.connect(told.append)
    unit, to = neighbours(first.handler)
    handler = second.handler
    town = handler.village_of(to)[:9]
    far, home = next(
        (str(handler.draft.graph.index[a]), handler.grid_of(str(handler.draft.graph.index[b])))
        for a, b in zip(handler.draft.graph.first, handler.draft.graph.second)
        if handler.village_of_unit(str(handler.draft.graph.index[a]))[:9] != town
        and not (move := handler.weigh([str(handler.draft.graph.index[a])],
                                       handler.grid_of(str(handler.draft.graph.index[b])))).refusal
        and move.effect.moved
    )  # fmt: skip
    paint(first, unit, to)
    paint(second, far, home)
    until(lambda: told or all(one.saving.is_clean for one in planners))
    assert told == []
    there = stored(addresses["onlooker"]).assignment["grid"]
    assert (there[unit], there[far]) == (to, home)
    # Whoever saved last sees the other's work; the other one sees it at the next saving.
    assert first.handler.grid_of(far) == home or second.handler.grid_of(unit) == to


@pytest.mark.parametrize("facts", [{"person_a": None, "person_b": "B-01"}, {"type": "rural"}, {"grade": "II"}])
def test_what_is_known_about_one_grid_is_no_exception(
    planners: list[Redrawing], addresses: dict[str, str], facts: dict[str, str | None]
) -> None:
    first, second = planners
    told: list[str] = []
    second.saving.conflicted.connect(told.append)
    label = first.handler.duties.home("s0")
    first.describe(label, person_a="B-01", person_b="A-01")
    until(lambda: first.saving.is_clean)
    second.describe(label, **facts)
    until(lambda: told)
    row = stored(addresses["onlooker"]).cells.loc[label, ["person_a", "person_b", "type", "grade"]]
    assert row.tolist() == ["B-01", "A-01", None, None]


def test_at_the_same_moment_exactly_one_wins(addresses: dict[str, str], qgis_app: object) -> None:
    """Both read, both write at once, again and again: one of the two writes whole, the other not at all."""
    for turn in range(4):
        drafts: dict[str, Draft] = {}
        for name in ("planner_one", "planner_two"):
            with open_centre(addresses[name], writable=False) as centre:
                drafts[name] = read_draft(centre, "p1")
        homes = drafts["planner_one"].plan.assignment["grid"]
        village = drafts["planner_one"].units["village"]
        labels = sorted(homes[village == village.iloc[0]].unique())[:2]
        units = list(homes.index[homes == labels[turn % 2]])[:2]
        start = Barrier(2)

        def write(name: str, unit: str, to: str, begin: Barrier = start, held: dict[str, Draft] = drafts) -> str:
            changed = held[name].plan.assignment["grid"].copy()
            changed[unit] = to
            begin.wait(30)
            try:
                keep_work(addresses[name], held[name], Work(changed, frozenset()), by="")
            except EditConflictError:
                return ""
            return unit

        with ThreadPoolExecutor(2) as pool:
            runs = [pool.submit(write, name, unit, labels[1 - turn % 2]) for name, unit in zip(drafts, units)]
            won = [one for one in (run.result(60) for run in runs) if one]
        assert len(won) == 1, "exactly one"
        there = stored(addresses["onlooker"]).assignment["grid"]
        moved = [one for one in units if there[one] == labels[1 - turn % 2]]
        assert moved == won


def test_the_account_stands_in_the_publish_log(addresses: dict[str, str]) -> None:
    with open_centre(addresses["planner_one"]) as centre:
        assert account_in(centre) == "planner_one"
        assert check_stored(centre, "p1") == []
        publish_stored(centre, "p1", effective_from=date(2026, 3, 1), reason="first", by="")
        copy_plan(centre, "p1", "p2")
    with open_centre(addresses["planner_two"]) as centre:
        publish_stored(centre, "p2", effective_from=date(2026, 7, 1), reason="second", by="grid office")
        log = centre.features("publish_log").set_index("plan_id")["published_by"]
        assert log.to_dict() == {"p1": "planner_one", "p2": "grid office (planner_two)"}
        assert all(verify_plan(centre, one) for one in ("p1", "p2"))


def test_a_viewer_reads_and_the_dock_says_why_not_more(sessions: list[EcoSession], addresses: dict[str, str]) -> None:
    session = seat(sessions, addresses["onlooker"], ("viewer",))
    dock = GridDock(session)
    until(lambda: dock.plans.plans)
    assert [one.plan_id for one in dock.plans.plans] == ["p1"]
    for button in (dock.plans.copy, dock.plans.open, dock.plans.delete, dock.publish.publish):
        assert not button.isEnabled()
        assert "editor" in button.toolTip()
    assert "editor" in dock.plans.word.text()
    assert dock.plans.export.isEnabled()
    assert dock.plans.atlas.isEnabled()
    assert dock.publish.by.text() == "onlooker"
    assert dock.publish.by.isReadOnly()
    dock.shut_down()
    # What a window forgets the database does not.
    with open_centre(addresses["planner_one"], writable=False) as centre:
        draft = read_draft(centre, "p1")
    with pytest.raises(CentreReadOnlyError):
        keep_work(addresses["onlooker"], draft, Work(draft.plan.assignment["grid"], frozenset({"u0"})), by="")


def test_an_editor_may_all(sessions: list[EcoSession], addresses: dict[str, str]) -> None:
    dock = GridDock(seat(sessions, addresses["planner_one"]))
    until(lambda: dock.plans.plans)
    assert dock.plans.copy.isEnabled()
    assert dock.plans.open.isEnabled()
    assert not dock.plans.word.isVisibleTo(dock.plans)
    assert dock.publish.by.text() == "planner_one"
    dock.shut_down()
