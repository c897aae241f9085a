"""Columns of names: sets of properties written comma-joined, names that may be missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["joined_where", "names_or_none"]


def joined_where(names: Sequence[str], flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """Comma-joined names whose flag is set, for each column of `flags` (k, n); shape (n,)."""
    weights = 1 << np.arange(len(names), dtype=np.int64)
    patterns, which = np.unique(weights @ flags.astype(np.int64), return_inverse=True)
    texts = [",".join(name for bit, name in enumerate(names) if int(pattern) >> bit & 1) for pattern in patterns]
    return np.array(texts, dtype=object)[which.reshape(-1)]


def names_or_none(names: Sequence[str | None], positions: npt.NDArray[np.integer], index: pd.Index) -> pd.Series:
    """Name at each position as a column of objects, where a missing name stays None.

    pandas 3 would make text of it and turn None into NaN.
    """
    return pd.Series(np.array(names, dtype=object).take(positions), index=index, dtype=object, copy=False)
