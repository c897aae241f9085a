"""What every test may use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
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


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where processes share the tests (``-n``), windows open one after the other and a file stays together."""
    for item in items:
        place = item.path.relative_to(ROOT / "tests")
        item.add_marker(pytest.mark.xdist_group(place.parts[0] if place.parts[0] == "gui" else str(place)))


@pytest.fixture
def shared_data() -> Path:
    """Folder with the real input files; a test that needs them is skipped where they are not at hand."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real input files (../shared/data) are not here")
    return SHARED_DATA
