"""JSON from outside: bounded, and never more than one kind of error."""

from __future__ import annotations

import json

from ..errors import InputError

__all__ = ["TooDeepError", "read_json"]


class TooDeepError(InputError):
    """JSON nested deeper than anything measured is; what stands beside it may be sound."""


def read_json(data: bytes) -> object:
    """The content of a JSON text; ``NaN`` and ``Infinity``, which JSON does not have, become texts.

    Raises
    ------
    TooDeepError
        It is nested deeper than Python reads.
    InputError
        It is no JSON.
    """
    try:
        return json.loads(data, parse_constant=lambda name: f"{name}, which JSON does not have")
    except RecursionError as error:
        raise TooDeepError("The JSON text is nested too deeply.", hint="Send flat records.") from error
    except ValueError as error:
        raise InputError(
            "This is no JSON text.", hint="Send UTF-8 JSON.", details=f"{type(error).__name__}: {error}"
        ) from error
