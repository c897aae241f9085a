"""The shared centre: the tables of a data centre in one schema of a PostgreSQL database with PostGIS."""

from .address import PostgisAddress, is_postgis_address
from .checking import check_shared
from .credentials import Credentials, set_resolver
from .listening import listen
from .making import create_postgis_centre, drop_postgis_centre, open_postgis_centre
from .roles import ROLES, grant_role, held_roles, revoke_role

__all__ = [
    "ROLES",
    "Credentials",
    "PostgisAddress",
    "check_shared",
    "create_postgis_centre",
    "drop_postgis_centre",
    "grant_role",
    "held_roles",
    "is_postgis_address",
    "listen",
    "open_postgis_centre",
    "revoke_role",
    "set_resolver",
]
