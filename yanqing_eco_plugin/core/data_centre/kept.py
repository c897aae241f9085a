"""What was read of files lately, kept within bounds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Kept"]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Keeps values by key; those asked for longest ago go first, and the newest stays whatever its size.

    Safe to use from several threads.

    Parameters
    ----------
    most
        Size of all values together.
    size
        Of one value.
    """

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most, self._size = most, size
        self._guard = threading.Lock()
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def values(self) -> list[Value]:
        """Everything that is kept, the one asked for longest ago first."""
        with self._guard:
            return list(self._values.values())

    def get(self, key: Key) -> Value | None:
        """The value, if it is still there."""
        with self._guard:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: Key, value: Value) -> Value:
        """Keep a value, and return it."""
        with self._guard:
            self._values[key] = value
            while len(self._values) > 1 and sum(map(self._size, self._values.values())) > self._most:
                self._values.popitem(last=False)
        return value
