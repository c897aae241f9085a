"""The form of the dialog says the same as the core's own reader of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre.postgis import PostgisAddress
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.gui.shared_centre_fields import TLS_MODES, SharedFields, centre_title, is_shared

words = st.text("abcXYZ09 _-'&%=?/#@延庆", min_size=1, max_size=12).map(str.strip).filter(bool)
hosts = st.sampled_from(["", "db.example", "127.0.0.1", "::1"])


@given(
    host=hosts,
    port=st.sampled_from(["", "5432", "65535"]),
    database=words,
    schema=st.from_regex(r"eco_[a-z0-9_]{0,5}", fullmatch=True),
    service=st.sampled_from(["", "command_centre"]),
    user=st.one_of(st.just(""), words),
    authcfg=st.sampled_from(["", "abc1234"]),
    sslmode=st.sampled_from(TLS_MODES),
    more=st.sampled_from([{}, {"sslrootcert": "/a b/root.crt"}]),
)
def test_what_is_entered_is_what_the_core_reads(**entered: object) -> None:
    fields = SharedFields(**entered)  # type: ignore[arg-type]
    if not fields.host:
        # libpq takes no port without a server in this form of an address.
        fields = SharedFields(**{**entered, "port": ""})  # type: ignore[arg-type]
    read = PostgisAddress.parse(fields.address())
    assert (read.host, read.database, read.schema, read.service, read.authcfg) == (
        fields.host, fields.database, fields.schema, fields.service, fields.authcfg,
    )  # fmt: skip
    assert read.user == ("" if fields.authcfg else fields.user)
    assert read.port == int(fields.port or 0)
    assert read.options.get("sslmode", "prefer") == fields.sslmode
    again = SharedFields.of(str(read))
    assert again.address() == fields.address()
    assert str(PostgisAddress.parse(again.address())) == str(read), "the same centre is known under one address"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/data/yanqing", "yanqing"),
        ("postgresql://db.example:5432/eco?schema=eco&authcfg=abc1234", "eco @ db.example"),
        ("postgresql://u@db.example/base?schema=other", "base.other @ db.example"),
        ("postgresql:///?schema=eco&service=command_centre", "command_centre"),
    ],
)
def test_the_name_in_lists_is_short(address: str, title: str) -> None:
    assert centre_title(address) == title
    assert is_shared(address) == ("://" in address)


@pytest.mark.parametrize("address", ["/data/yanqing", "", "postgresql://[broken/eco"])
def test_what_is_no_address_leaves_the_form_empty(address: str) -> None:
    assert SharedFields.of(address) == SharedFields()


def test_an_address_that_cannot_be_read_is_one_sentence() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        PostgisAddress.parse("postgresql://[broken/eco")
