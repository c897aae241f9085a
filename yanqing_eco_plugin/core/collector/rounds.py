"""Work that is done again and again beside the sources; one round that fails does not end the others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping

from ..errors import EcoError
from .source_state import Backoff, sentence

__all__ = ["rounds"]

_LOG = logging.getLogger(__name__)
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 60.0


async def rounds(
    name: str, every_s: float, work: Callable[[], Awaitable[object]], faults: MutableMapping[str, str]
) -> None:
    """Do `work` at once and then every `every_s` seconds, until cancelled.

    Parameters
    ----------
    name
        Of the work, for the log and `faults`.
    faults
        Name → what went wrong, for the health page; an entry lasts until a round succeeds.
    """
    backoff = Backoff(max(every_s, _FIRST_PAUSE_S), max(every_s, _LONGEST_PAUSE_S))
    while True:
        pause = every_s
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - whatever it is, work that ends unseen would be missed for ever
            told, foreseen = sentence(error), isinstance(error, (EcoError, OSError))
            if faults.get(name) != told:
                _LOG.warning("%s: %s", name, told, exc_info=not foreseen)
            faults[name] = told
            pause = max(every_s, _FIRST_PAUSE_S) if foreseen else backoff.next()
        else:
            backoff.reset()
            if faults.pop(name, None) is not None:
                _LOG.info("%s: it works again", name)
        await asyncio.sleep(pause)
