"""Addresses of shared centres: nothing secret in them, and nothing unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.postgis import Credentials, PostgisAddress, set_resolver
from yanqing_eco_plugin.core.data_centre.postgis.credentials import credentials_of
from yanqing_eco_plugin.core.data_centre.postgis.map_uri import map_uri
from yanqing_eco_plugin.core.errors import CentreError, InputError

FULL = "postgresql://db.example:5433/eco_db?schema=eco_2&authcfg=abc1234&sslmode=verify-full"


def test_a_full_address_is_read_and_written():
    address = PostgisAddress.parse(FULL)
    assert (address.host, address.port, address.database, address.schema) == ("db.example", 5433, "eco_db", "eco_2")
    assert (address.authcfg, address.options) == ("abc1234", {"sslmode": "verify-full"})
    assert PostgisAddress.parse(str(address)) == address
    assert address.parameters() == {
        "host": "db.example", "port": "5433", "dbname": "eco_db", "sslmode": "verify-full",
    }  # fmt: skip


def test_a_service_needs_no_more():
    assert PostgisAddress.parse("postgresql:///?service=bureau").parameters() == {"service": "bureau"}


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://user:secret@db/eco",
        "postgresql://db/eco?password=secret",
        "postgresql://db/eco?options=-csearch_path%3Devil",
        "postgresql://db/",
        "postgresql://db:port/eco",
        "postgresql://db/eco?schema=Eco;drop",
        "postgresql://db/eco?schema=pg_catalog",
        "postgresql://db/eco?sslmode=sometimes",
    ],
)
def test_what_an_address_may_not_hold(text):
    with pytest.raises(InputError) as refused:
        PostgisAddress.parse(text)
    assert "secret" not in str(refused.value) + refused.value.details


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_names_survive_the_round_trip(user, database, service):
    address = PostgisAddress("db", 0, database or "x", user, "eco", "", service)
    assert PostgisAddress.parse(str(address)) == address


def test_credentials_come_from_the_resolver_and_are_not_shown():
    address = PostgisAddress.parse(FULL)
    with pytest.raises(CentreError):
        credentials_of(address)
    set_resolver(lambda address: Credentials("reader", f"secret of {address.authcfg}"))
    try:
        found = credentials_of(address)
        assert found.parameters() == {"user": "reader", "password": "secret of abc1234"}
        assert "secret" not in repr(found)
    finally:
        set_resolver(None)


def test_layers_get_the_authcfg_and_no_password():
    uri = map_uri(PostgisAddress.parse(FULL), "station_live", {"kind": "micro", "note": "it's", "level": 3, "mn": None})
    assert "authcfg='abc1234'" in uri
    assert "password" not in uri
    assert uri.endswith(
        'table="eco_2"."station_live" (geom) sql="kind" = \'micro\' AND "note" = \'it\'\'s\' AND "level" = 3 AND "mn" IS NULL'
    )


def test_another_engine_is_refused_before_anything_is_connected_to():
    with pytest.raises(InputError, match="own engine") as caught:
        open_centre("postgresql://nowhere.invalid/eco", engine="spark://127.0.0.1:7077")
    assert "copy the centre into a folder" in caught.value.hint
