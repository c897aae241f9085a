"""Finds the station each observation belongs to by the id or name its source uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import numpy as np
import pandas as pd

from .decoded import REJECT_COLUMNS

__all__ = ["resolve_stations"]

_SUFFIX = re.compile(r"(?<=.)(?:空气(?:质量)?|水质|环境|自动|监测)*(?:站|点|站点|子站|断面)$")


def resolve_stations(
    observations: pd.DataFrame,
    stations: pd.DataFrame,
    aliases: Mapping[str, str] | None = None,
    *,
    source: str = "",
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Replace names of stations by their ids.

    What the source calls a station is looked for, in this order, among the ids, the names, the English names and the
    aliases, spelled exactly so; then among all of them disregarding case, width, blanks and endings like 监测站. A name
    that fits several stations fits none.

    Parameters
    ----------
    observations
        Observation frame with ids or names in ``station_id``.
    stations
        Table with ``station_id`` and, where known, ``name`` and ``name_en``.
    aliases
        Name in the source → id or name of a station.
    source
        Where the observations come from, for the rejects.

    Returns
    -------
    resolved : DataFrame
        The observations of known stations, with their ids.
    rejects : DataFrame
        One record per unknown (``unknown_station``) or ambiguous (``ambiguous_station``) name with the number of its rows and
        its first rows as CSV: once the station is known, bringing the same file in again adds them.
    """
    names = _index(stations, aliases or {})
    codes, found = pd.factorize(observations["station_id"], use_na_sentinel=False)
    targets: list[str | None] = []
    rows: list[tuple[str, str, str, str, bytes]] = []
    for position, name in enumerate(found):
        ids = _candidates(str(name), names)
        targets.append(next(iter(ids)) if len(ids) == 1 else None)
        if len(ids) != 1:
            mine = observations.iloc[np.flatnonzero(codes == position)]
            reason = "ambiguous_station" if ids else "unknown_station"
            detail = f"{name}: {', '.join(sorted(ids))}" if ids else str(name)
            sample = mine.head(20).to_csv(index=False).encode("utf-8", "replace")
            rows.append((source, f"{len(mine)} observations", reason, detail, sample))
    known = np.array([target is not None for target in targets], dtype=bool)
    kept = known[codes] if len(codes) else np.zeros(0, dtype=bool)
    resolved = observations if kept.all() else observations[kept].reset_index(drop=True)
    resolved = resolved.assign(station_id=np.array(targets, dtype=object)[codes[kept]])
    return resolved, pd.DataFrame(rows, columns=list(REJECT_COLUMNS), dtype=object)


def _index(stations: pd.DataFrame, aliases: Mapping[str, str]) -> list[dict[str, set[str]]]:
    """Spelling → ids, one table per rank; the last one takes folded spellings."""
    ranks: list[dict[str, set[str]]] = []
    for column in ("station_id", "name", "name_en"):
        rank: dict[str, set[str]] = {}
        if column in stations:
            for identity, label in zip(stations["station_id"], stations[column], strict=True):
                if isinstance(label, str) and label.strip():
                    rank.setdefault(label.strip(), set()).add(str(identity))
        ranks.append(rank)
    ranks.append({alias.strip(): _exact(target.strip(), ranks) for alias, target in aliases.items()})
    folded: dict[str, set[str]] = {}
    for rank in ranks:
        for label, ids in rank.items():
            folded.setdefault(_fold(label), set()).update(ids)
    return [*ranks, folded]


def _exact(name: str, ranks: list[dict[str, set[str]]]) -> set[str]:
    return next((rank[name] for rank in ranks if rank.get(name)), set())


def _candidates(name: str, names: list[dict[str, set[str]]]) -> set[str]:
    return _exact(name.strip(), names[:-1]) or names[-1].get(_fold(name), set())


def _fold(name: str) -> str:
    text = re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", name).casefold())
    return _SUFFIX.sub("", text)
