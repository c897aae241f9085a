"""Statistics of the archive over the shared centre: the contract, and the very figures of a folder centre."""

from __future__ import annotations

from tests.unit.data_centre.contract_archive import ArchiveContract


class TestSharedArchive(ArchiveContract):
    pass
