"""Rows edited by another program than ours: counted, stamped, and logs protected by the database itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from yanqing_eco_plugin.core.data_centre import Edit
from yanqing_eco_plugin.core.data_centre.geopackage import FEATURES
from yanqing_eco_plugin.core.data_centre.schema import TABLES
from yanqing_eco_plugin.core.errors import EditConflictError

from .contract_editing import EDITED, LOGS, rows, versions


@pytest.mark.parametrize("name", [name for name in EDITED if not TABLES[name].geometry])
def test_an_edit_in_another_program_counts_the_version_up(new_centre, folder, name):
    centre = new_centre()
    centre.change([Edit(name, rows(name, "k1"))], by="planner")
    key = TABLES[name].key
    with closing(sqlite3.connect(folder / FEATURES)) as other, other:
        other.execute(f'UPDATE "{name}" SET "{key}" = "{key}" WHERE "{key}" = ?', ["k1"])
    assert versions(centre, name) == {"k1": 2}
    with pytest.raises(EditConflictError):
        centre.change([Edit(name, rows(name, "k1", row_version=1))])
    assert centre.features(name)["changed_by"].isna().all()


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("sql", ['UPDATE "{name}" SET "{key}" = \'other\'', 'DELETE FROM "{name}"'])
def test_a_log_is_protected_by_the_database(new_centre, folder, name, sql):
    centre = new_centre()
    centre.write_features(name, rows(name, "e1"))
    with closing(sqlite3.connect(folder / FEATURES)) as other, pytest.raises(sqlite3.IntegrityError, match="log"):
        other.execute(sql.format(name=name, key=TABLES[name].key))
    assert len(centre.features(name)) == 1
