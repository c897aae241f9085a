"""Opens a centre for the window, in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..credentials import use_auth_store
from .shared_centre_fields import is_shared

if TYPE_CHECKING:
    from ..core.data_centre import DataCentre

__all__ = ["OpenedCentre", "open_for_reading"]


@dataclass(frozen=True)
class OpenedCentre:
    """An open centre and what one may do there.

    Attributes
    ----------
    centre
        Open for reading.
    roles
        Roles of the account in a shared centre; None for a folder.
    """

    centre: DataCentre
    roles: tuple[str, ...] | None


def open_for_reading(address: str) -> OpenedCentre:
    """Open a centre; its credentials were fetched in the GUI thread before."""
    from ..core.data_centre import open_centre

    if not is_shared(address):
        return OpenedCentre(open_centre(address, writable=False), None)
    from ..core.data_centre.postgis import held_roles

    use_auth_store()
    centre = open_centre(address, writable=False)
    try:
        return OpenedCentre(centre, held_roles(address))
    except BaseException:
        centre.close()
        raise
