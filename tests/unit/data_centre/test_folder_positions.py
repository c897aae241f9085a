"""The folder centre keeps the contract of positions, and what only a folder has: many small files, killed writers."""

from __future__ import annotations

import itertools
import threading

import pyarrow as pa
import pytest

from yanqing_eco_plugin.core.data_centre import create_centre, positions
from yanqing_eco_plugin.core.data_centre.positions import PositionStore

from .contract_positions import PositionsContract, fixes, times
from .made import DISTRICT, EVER, hours


class TestFolderPositions(PositionsContract):
    @pytest.fixture
    def new_centre_each(self, tmp_path):
        """Makes a centre of its own at each call."""
        made = []
        numbers = itertools.count()

        def make():
            made.append(create_centre(tmp_path / f"c{next(numbers)}", district=DISTRICT))
            return made[-1]

        yield make
        for centre in made:
            centre.close()


def lies_there(centre) -> int:
    return len(list(centre._positions.lake.root.glob("year=*/month=*/*.parquet")))


def test_many_small_appends_are_merged(new_centre):
    centre = new_centre()
    for second in range(70):
        centre.append_fixes(fixes("a", [second]))
    centre.close()
    assert times(centre.fixes(None, *EVER)) == list(range(70))
    assert len(centre._positions.lake.snapshot().files) < 40


def test_appends_do_not_wait_for_a_merge_and_closing_does(new_centre, monkeypatch):
    """The lock is free while files are merged; they are exchanged once others have had their turn."""
    monkeypatch.setattr(positions, "_MOST_SMALL_FILES", 3)
    begun, go_on, concat = threading.Event(), threading.Event(), pa.concat_tables

    def waiting(tables):
        begun.set()
        assert go_on.wait(60)
        return concat(tables)

    centre = new_centre()
    with monkeypatch.context() as patch:
        patch.setattr(positions.pa, "concat_tables", waiting)
        for second in range(4):
            centre.append_fixes(fixes("a", [second]))
        assert begun.wait(60)
        for second in range(4, 7):
            assert centre.append_fixes(fixes("a", [second])).added == 1
        centre.append_observations(hours("a0", "o3", [1.0]))
        assert len(centre._positions.lake.snapshot().files) == 7
        go_on.set()
        centre.close()
    assert len(centre._positions.lake.snapshot().files) == 4
    assert times(centre.fixes(None, *EVER)) == list(range(7))
    assert centre.append_fixes(fixes("a", [6, 7])).added == 1
    assert times(centre.fixes(None, *EVER)) == list(range(8))


def test_a_merge_that_came_too_late_leaves_nothing(new_centre, monkeypatch):
    """Another program merged the same files meanwhile."""
    centre = new_centre()
    store, write = centre._positions, centre._positions.lake.write_file

    def meanwhile(*given):
        with monkeypatch.context() as patch:
            patch.setattr(store.lake, "write_file", write)
            store.tidy(centre.parts().required_writer().exchanging)
        return write(*given)

    for second in range(4):
        centre.append_fixes(fixes("a", [second]))
    monkeypatch.setattr(positions, "_MOST_SMALL_FILES", 3)
    monkeypatch.setattr(store.lake, "write_file", meanwhile)
    store.tidy(centre.parts().required_writer().exchanging)
    (kept,) = store.lake.snapshot().files
    assert lies_there(centre) == 5
    assert (store.lake.root / kept).is_file()
    assert times(centre.fixes(None, *EVER)) == list(range(4))


def test_a_writer_killed_after_its_commit_is_made_up_for(new_centre, monkeypatch):
    centre = new_centre()
    centre.append_fixes(fixes("a", [1]))
    with monkeypatch.context() as patch:
        patch.setattr(PositionStore, "_settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            centre.append_fixes(fixes("a", [2, 3]))
    # The sender was not answered and sends again.
    result = centre.append_fixes(fixes("a", [2, 3, 4]))
    assert (result.added, result.unchanged) == (1, 2)
    assert times(centre.fixes(None, *EVER)) == [1, 2, 3, 4]
    newest = centre.features("resource_position")["fix_time"].iloc[0]
    assert newest == centre.fixes(None, *EVER)["time"].max()
