"""The kinds of station in the network and what each of them measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .tables import read_table

__all__ = ["KINDS", "StationKind"]


@dataclass(frozen=True)
class StationKind:
    """One network of like devices.

    Attributes
    ----------
    name
        The value of ``station.kind``.
    zh, en
        What users read.
    interval_s
        Length of the regular reporting interval, seconds.
    stale_after_s
        Age of the newest record, seconds, beyond which a station counts as stale unless the station says otherwise.
    main_property
        The property the network is coloured by where no index exists.
    properties
        What its devices measure, in display order.
    """

    name: str
    zh: str
    en: str
    interval_s: int
    stale_after_s: int
    main_property: str
    properties: tuple[str, ...]

    def label(self, language: str = "zh") -> str:
        """Name in `language` (``zh`` or ``en``)."""
        return self.zh if language.startswith("zh") else self.en


def _load() -> Mapping[str, StationKind]:
    return MappingProxyType(
        {
            row["name"]: StationKind(
                name=row["name"],
                zh=row["zh"],
                en=row["en"],
                interval_s=int(row["interval_s"]),
                stale_after_s=int(row["stale_after_s"]),
                main_property=row["main_property"],
                properties=tuple(row["properties"].split()),
            )
            for row in read_table("kinds")
        }
    )


KINDS: Mapping[str, StationKind] = _load()
