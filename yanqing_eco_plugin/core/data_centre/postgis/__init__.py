"""The shared centre: the tables of a data centre in one schema of a PostgreSQL database with PostGIS."""

from .address import PostgisAddress, is_postgis_address
from .archive_place import place_archive
from .checking import check_shared
from .credentials import Credentials, set_resolver
from .exporting import ExportedMonth, export_months
from .listening import listen
from .making import create_postgis_centre, drop_postgis_centre, open_postgis_centre
from .roles import ROLES, account_of, grant_role, held_roles, revoke_role
from .tending import SHARED_STEPS, tend_shared

__all__ = [
    "ROLES",
    "SHARED_STEPS",
    "Credentials",
    "ExportedMonth",
    "PostgisAddress",
    "account_of",
    "check_shared",
    "create_postgis_centre",
    "drop_postgis_centre",
    "export_months",
    "grant_role",
    "held_roles",
    "is_postgis_address",
    "listen",
    "open_postgis_centre",
    "place_archive",
    "revoke_role",
    "set_resolver",
    "tend_shared",
]
