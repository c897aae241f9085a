"""What every test may use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"

# The same examples at every run and none of them timed, so that a failure is a failure of the change;
# HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def grids_once() -> Iterator[None]:
    """The inspection grids of the same made-up ground are worked out once: they take most of the time of a small demo."""
    from yanqing_eco_plugin.core.demo import grids

    made_up, known = grids.made_up_grids, {}

    def remembered(ground, townships, district, day, seed, progress=None):
        key = (ground.outline.wkb, townships.to_json(), district.to_json(), day, seed)
        if key not in known:
            known[key] = made_up(ground, townships, district, day, seed, progress)
        return known[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grids, "made_up_grids", remembered)
        yield


@pytest.fixture(scope="session")
def demo_centre(grids_once: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up centre with three days of history until the last full hour; made once for all processes, never written to."""
    from yanqing_eco_plugin.core.demo import create_demo

    base = tmp_path_factory.getbasetemp()
    # With pytest-xdist every process has a folder of its own in that of the run.
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo_centre"
    with FileLock(f"{place}.lock"):
        if not place.exists():
            create_demo(str(place.with_suffix(".part")), days=3).close()
            place.with_suffix(".part").rename(place)
    return place


@pytest.fixture
def shared_data() -> Path:
    """Folder with the real input files; a test that needs them is skipped where they are not at hand."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real input files (../shared/data) are not here")
    return SHARED_DATA
