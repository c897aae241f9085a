"""The folder centre keeps the contract of positions, and what only a folder has: many small files, killed writers."""

from __future__ import annotations

import itertools

import pytest

from yanqing_eco_plugin.core.data_centre import create_centre
from yanqing_eco_plugin.core.data_centre.positions import PositionStore

from .contract_positions import PositionsContract, fixes, times
from .made import DISTRICT, EVER


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


def test_many_small_appends_are_merged(new_centre):
    centre = new_centre()
    for second in range(70):
        centre.append_fixes(fixes("a", [second]))
    assert times(centre.fixes(None, *EVER)) == list(range(70))
    assert len(centre._positions.lake.snapshot().files) < 40


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
