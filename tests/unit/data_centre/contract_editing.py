"""What every kind of data centre must do where several people edit: all or nothing, no silent overwriting, logs only grow."""

from __future__ import annotations

import pandas as pd
import pytest

from yanqing_eco_plugin.core.data_centre import Edit
from yanqing_eco_plugin.core.data_centre.schema import TABLES, Table
from yanqing_eco_plugin.core.errors import EditConflictError, InputError

EDITED = [table.name for table in TABLES.values() if table.edited]
LOGS = [table.name for table in TABLES.values() if table.append_only]
_VALUES = {"text": "x", "integer": 1, "real": 1.5, "blob": b"x", "time": pd.Timestamp("2024-03-01T00:00:00Z")}


def rows(name: str, *keys: str, **columns: object) -> pd.DataFrame:
    """Rows with every required column filled, and others as given."""
    table: Table = TABLES[name]
    required = {column.name: _VALUES[column.type] for column in table.columns if column.required}
    return pd.DataFrame([{**required, table.key: key, **columns} for key in keys])


def versions(centre, name: str) -> dict[str, int]:
    held = centre.features(name)
    return dict(zip(held[TABLES[name].key], held["row_version"].astype(int)))


class EditingContract:
    @pytest.mark.parametrize("name", EDITED)
    def test_versions_count_up_and_say_who_and_when(self, new_centre, name):
        centre = new_centre()
        assert centre.change([Edit(name, rows(name, "k1", "k2"))], by="planner") == 2
        assert versions(centre, name) == {"k1": 1, "k2": 1}
        centre.change([Edit(name, rows(name, "k2"))], by="other")
        held = centre.features(name).set_index(TABLES[name].key)
        assert held.loc["k2", ["row_version", "changed_by"]].tolist() == [2, "other"]
        assert held.loc["k1", "changed_by"] == "planner"
        age = pd.Timestamp.now(tz="UTC") - held["changed_at"]
        assert (age.abs() < pd.Timedelta("5min")).all()

    @pytest.mark.parametrize("name", EDITED[:3])
    def test_a_row_changed_by_somebody_else_is_not_overwritten(self, new_centre, reopen, name):
        centre = new_centre()
        centre.change([Edit(name, rows(name, "k1", "k2"))], by="first")
        mine, theirs = versions(centre, name), reopen(centre)
        theirs.change([Edit(name, rows(name, "k1", row_version=1))], by="second")
        other = rows(name, "k2", row_version=mine["k2"])
        with pytest.raises(EditConflictError) as refused:
            centre.change([Edit(name, other), Edit(name, rows(name, "k1", row_version=mine["k1"]))], by="first")
        assert {"k1", "second"} <= {str(value) for value in refused.value.values.values()}
        assert versions(centre, name) == {"k1": 2, "k2": 1}

    @pytest.mark.parametrize("name", EDITED[:3])
    def test_a_new_row_must_be_new_and_a_known_one_still_there(self, new_centre, name):
        centre = new_centre()
        centre.change([Edit(name, rows(name, "k1", row_version=0))])
        with pytest.raises(EditConflictError):
            centre.change([Edit(name, rows(name, "k1", row_version=0))])
        centre.change([Edit(name, delete={"k1": 1})])
        with pytest.raises(EditConflictError):
            centre.change([Edit(name, rows(name, "k1", row_version=1))])
        assert len(centre.features(name)) == 0

    @pytest.mark.parametrize("name", EDITED[:3])
    def test_a_row_of_another_version_is_not_deleted(self, new_centre, name):
        centre = new_centre()
        centre.write_features(name, rows(name, "k1"))
        centre.write_features(name, rows(name, "k1"))
        with pytest.raises(EditConflictError):
            centre.change([Edit(name, delete={"k1": 1})])
        assert centre.change([Edit(name, delete={"k1": 2})]) == 1

    def test_a_change_of_several_tables_is_all_or_nothing(self, new_centre):
        centre = new_centre()
        first, second = EDITED[0], EDITED[1]
        with pytest.raises(InputError):
            centre.change([Edit(first, rows(first, "k1")), Edit(second, rows(second, "k2").assign(no_such_column=1))])
        assert len(centre.features(first)) == len(centre.features(second)) == 0

    @pytest.mark.parametrize("name", LOGS)
    def test_a_log_only_grows(self, new_centre, name):
        centre = new_centre()
        centre.write_features(name, rows(name, "e1"))
        for edit in (Edit(name, rows(name, "e1", "e2")), Edit(name, delete=["e1"])):
            with pytest.raises(InputError):
                centre.change([edit])
        assert centre.features(name)[TABLES[name].key].tolist() == ["e1"]
        assert centre.write_features(name, rows(name, "e2")) == 1
