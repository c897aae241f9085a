"""The user's settings: a dataclass for each group of QgsSettings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar

from qgis.core import QgsSettings

if TYPE_CHECKING:
    from typing import Self

__all__ = ["EcoSettings", "StoredSettings"]


@dataclass
class StoredSettings:
    """Fields with defaults that QGIS keeps for the user, under the keys of one group."""

    GROUP: ClassVar[str] = ""

    @classmethod
    def load(cls) -> Self:
        """The stored settings, with the defaults for what was never set."""
        stored = QgsSettings()
        return cls(
            **{f.name: stored.value(f"{cls.GROUP}/{f.name}", f.default, type=type(f.default)) for f in fields(cls)}
        )

    def save(self) -> None:
        """Store every field."""
        stored = QgsSettings()
        for field in fields(self):
            stored.setValue(f"{self.GROUP}/{field.name}", getattr(self, field.name))


@dataclass
class EcoSettings(StoredSettings):
    """What the user chose.

    Attributes
    ----------
    centre
        Address of the data centre opened last (a folder, or a database address without a password).
    recent
        Addresses opened before, newest first, one a line.
    open_at_start
        Whether the last centre is opened when its project is not saved but the plugin starts.
    refresh_seconds
        How often the live map looks for new values.
    language
        ``auto`` follows QGIS; ``zh`` or ``en`` forces the language of map labels.
    """

    GROUP = "yanqing_eco"

    centre: str = ""
    recent: str = ""
    open_at_start: bool = False
    refresh_seconds: int = 5
    language: str = "auto"

    def remember(self, address: str) -> None:
        """Make `address` the centre in use and the first of the recent ones (ten are kept)."""
        others = [known for known in self.recent.splitlines() if known and known != address]
        self.centre = address
        self.recent = "\n".join([address, *others][:10])
        self.save()

    def forget(self, address: str) -> None:
        """Take an address out of the recent ones."""
        self.recent = "\n".join(known for known in self.recent.splitlines() if known and known != address)
        if self.centre == address:
            self.centre = ""
        self.save()
