"""Plans in a data centre: drafts, conflicts between two editors, publication, and that old plans stay as they were."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre
from yanqing_eco_plugin.core.errors import EditConflictError, InputError
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import (
    check_stored,
    chosen_plan,
    copy_plan,
    delete_draft,
    known_unit_set,
    persons_as_of,
    plan_headers,
    plan_on,
    publish_stored,
    read_plan,
    save_draft,
    sources_as_of,
    stored_header,
    used_codes,
    verify_plan,
)

from .grid_centre import make_centre, move_a_unit

MARCH = {"effective_from": date(2026, 3, 1), "reason": "首次划分", "by": "网格办"}
JULY = {"effective_from": date(2026, 7, 1), "reason": "调整", "by": "网格办"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grids") / "centre"
    make_centre(folder).close()
    return folder


@pytest.fixture
def centre(made: Path, tmp_path: Path) -> Iterator[DataCentre]:
    shutil.copytree(made, tmp_path / "centre")
    with open_centre(tmp_path / "centre") as opened:
        yield opened


def test_a_draft_comes_back_as_it_was_saved(centre: DataCentre) -> None:
    plan = read_plan(centre, "p1")
    assert (plan.header.state, plan.header.title, plan.header.synthetic) == ("draft", "示意方案", True)
    assert plan.cells["row_version"].eq(1).all()
    again = save_draft(centre, plan, before=plan)
    assert again.cells["row_version"].eq(1).all(), "nothing changed, nothing is written"
    moved = save_draft(centre, move_a_unit(centre, plan), before=plan, by="planner")
    assert (moved.assignment["grid"] != plan.assignment["grid"]).sum() == 1
    # Two cells and the unit were written, besides sums of their sources and loads; all others were left alone.
    assert 2 <= (moved.cells["row_version"] == 2).sum() <= 4
    rows = centre.features("grid", where={"plan_id": "p1"})
    assert set(rows.loc[rows["row_version"] == 2, "changed_by"]) == {"planner"}


def test_two_editors_do_not_overwrite_each_other(centre: DataCentre) -> None:
    mine = theirs = read_plan(centre, "p1")
    save_draft(centre, move_a_unit(centre, theirs), before=theirs, by="other")
    before = centre.features("grid_assignment", where={"plan_id": "p1"})
    grids = mine.grids.copy()
    grids["note"] = "mine"
    with pytest.raises(EditConflictError, match="other"):
        save_draft(centre, replace(mine, grids=grids), before=mine, by="me")
    pd.testing.assert_frame_equal(centre.features("grid_assignment", where={"plan_id": "p1"}), before)
    # Editors in different villages do not disturb each other.
    label = mine.cells.index[mine.cells["parent"] == mine.cells["parent"].iloc[-1]][0]
    grids = mine.grids.copy()
    grids.loc[label, "note"] = "mine"
    assert save_draft(centre, replace(mine, grids=grids), before=mine, by="me").grids["note"][label] == "mine"


def test_publishing_freezes_a_plan(centre: DataCentre) -> None:
    told = []
    checksum = publish_stored(centre, "p1", **MARCH, tell=told.append)
    assert told == [], "zero findings"
    assert (len(checksum), verify_plan(centre, "p1")) == (64, True)
    header = stored_header(centre, "p1")
    assert (header.state, header.effective_from) == ("in_force", date(2026, 3, 1))
    assert plan_on(centre, date(2026, 3, 1)) == header
    assert plan_on(centre, date(2026, 2, 28)) is None
    log = centre.features("publish_log").iloc[0]
    assert (log["published_by"], log["reason"], log["checksum"]) == ("网格办", "首次划分", checksum)
    plan = read_plan(centre, "p1")
    with pytest.raises(InputError, match="never changes"):
        save_draft(centre, plan, before=plan)
    with pytest.raises(InputError, match="never changes"):
        publish_stored(centre, "p1", **JULY)
    with pytest.raises(InputError, match="never changes"):
        delete_draft(centre, "p1")
    assert used_codes(centre) == set(plan.cells["code"])


def test_a_draft_that_was_published_meanwhile_is_not_saved(centre: DataCentre) -> None:
    mine = read_plan(centre, "p1")
    changed = move_a_unit(centre, mine)
    publish_stored(centre, "p1", **MARCH)
    with pytest.raises(InputError, match="never changes"):
        save_draft(centre, changed, before=mine)
    assert verify_plan(centre, "p1")


def test_a_draft_that_changes_while_it_is_checked_is_not_published(centre: DataCentre) -> None:
    class Meddler:
        """Somebody saves while the check is at work."""

        done = False

        def report(self, fraction: float, message: str = "") -> None:
            if not self.done:
                self.done = True
                plan = read_plan(centre, "p1")
                save_draft(centre, move_a_unit(centre, plan), before=plan, by="other")

        def cancelled(self) -> bool:
            return False

    with pytest.raises(EditConflictError):
        publish_stored(centre, "p1", **MARCH, progress=Meddler())
    assert stored_header(centre, "p1").state == "draft"
    assert centre.features("publish_log").empty
    assert centre.features("published_person").empty


def test_the_old_plan_stays_readable_for_ever(centre: DataCentre) -> None:
    publish_stored(centre, "p1", **MARCH)
    old = read_plan(centre, "p1")
    draft = copy_plan(centre, "p1", "p2", title="调整")
    assert draft.header.based_on == "p1"
    pd.testing.assert_series_equal(draft.cells["code"], old.cells["code"])
    save_draft(centre, move_a_unit(centre, draft), before=draft)
    publish_stored(centre, "p2", **JULY)
    # The person moves on and the source closes; what was published says what it said.
    person = centre.features("person").iloc[[0]][["person_id"]].assign(phone="010-0000-7777", name="网格员 A77")
    centre.write_features("person", person)
    centre.delete_features("pollution_source", ["s0"])
    after = read_plan(centre, "p1")
    assert (after.header.state, after.header.effective_to) == ("superseded", date(2026, 7, 1))
    pd.testing.assert_frame_equal(pd.DataFrame(after.assignment["grid"]), pd.DataFrame(old.assignment["grid"]))
    assert after.cells.geometry.geom_equals(old.cells.geometry).all()
    assert persons_as_of(centre, after.header)["phone"]["A-01"] == "010-0000-0001"
    assert sources_as_of(centre, after)["grid"]["s0"] == old.sources["grid"]["s0"]
    assert [verify_plan(centre, plan) for plan in ("p1", "p2")] == [True, True]
    assert plan_on(centre, date(2026, 6, 30)).plan_id == "p1"
    assert plan_on(centre, date(2026, 7, 1)).plan_id == "p2"


def test_a_published_plan_that_somebody_changed_elsewhere_is_found_out(centre: DataCentre) -> None:
    publish_stored(centre, "p1", **MARCH)
    address = centre.address
    with sqlite3.connect(Path(address) / "features.gpkg") as connection:
        connection.execute("UPDATE grid SET person_a = 'B-01' WHERE level = 'cell'")
        with pytest.raises(sqlite3.DatabaseError, match="log"):
            connection.execute("UPDATE publish_log SET checksum = 'x'")
    assert not verify_plan(centre, "p1")


def test_a_plan_with_errors_is_not_published(centre: DataCentre) -> None:
    plan = read_plan(centre, "p1")
    nobody = replace(plan, grids=plan.grids.assign(person_b=None))
    save_draft(centre, nobody, before=plan)
    assert {found.code for found in check_stored(centre, "p1")} == {"person_missing"}
    with pytest.raises(InputError, match="12 errors"):
        publish_stored(centre, "p1", **MARCH)
    assert centre.features("publish_log").empty


@pytest.mark.parametrize("lacking", [{"reason": " "}, {"by": ""}])
def test_nobody_publishes_without_a_reason(centre: DataCentre, lacking: dict) -> None:
    with pytest.raises(InputError, match="for a reason"):
        publish_stored(centre, "p1", **{**MARCH, **lacking})


def test_two_drafts_of_one_plan(centre: DataCentre) -> None:
    publish_stored(centre, "p1", **MARCH)
    for name in ("p2", "p3"):
        copy_plan(centre, "p1", name)
    publish_stored(centre, "p2", **JULY)
    later = {**JULY, "effective_from": date(2026, 9, 1)}
    with pytest.raises(InputError, match="p2 is in force"):
        publish_stored(centre, "p3", **later)
    publish_stored(centre, "p3", **later, replaces="p2")
    states = {plan.plan_id: plan.state for plan in plan_headers(centre)}
    assert states == {"p1": "superseded", "p2": "superseded", "p3": "in_force"}


def test_names_that_are_taken_or_unknown(centre: DataCentre) -> None:
    plan = read_plan(centre, "p1")
    with pytest.raises(InputError, match="already"):
        save_draft(centre, plan)
    with pytest.raises(InputError, match="no plan “lost”"):
        read_plan(centre, "lost")
    with pytest.raises(InputError, match="in force today"):
        chosen_plan(centre, "")
    with pytest.raises(InputError, match="never published"):
        verify_plan(centre, "p1")
    assert known_unit_set(centre, plan.assignment.index) == "s"
    assert known_unit_set(centre, ["elsewhere"]) == ""
    with pytest.raises(InputError, match="not just these"):
        known_unit_set(centre, list(plan.assignment.index)[1:])


def test_a_draft_can_be_thrown_away(centre: DataCentre) -> None:
    copy_plan(centre, "p1", "p2")
    delete_draft(centre, "p2")
    assert [plan.plan_id for plan in plan_headers(centre)] == ["p1"]
    for table in ("grid", "grid_assignment", "source_assignment"):
        assert set(centre.features(table)["plan_id"]) == {"p1"}
