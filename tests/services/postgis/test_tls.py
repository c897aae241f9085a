"""Encrypted connections: with an authority we trust, with one we do not, and where the server asks for it; layers alike."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("qgis.core")

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsVectorLayer
from qgis.PyQt.QtCore import QDir
from qgis.PyQt.QtNetwork import QSslCertificate

from tests.qgis.auth_store import keep_password
from tests.qgis.conftest import qgis_app  # noqa: F401
from tests.services.postgres import PostgresServer
from tests.unit.data_centre.made import DISTRICT, stations
from yanqing_eco_plugin import credentials
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.postgis import grant_role, set_resolver
from yanqing_eco_plugin.core.errors import CentreError

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make certificates")
READER, BEARER, PASSWORD = "tls_reader", "tls_bearer", "only to look"
HBA = (
    f"hostssl all {READER} 127.0.0.1/32 scram-sha-256\nhostssl all {BEARER} 127.0.0.1/32 cert\n"
    "hostssl all all 127.0.0.1/32 trust\n"
)


def openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def authority(folder: Path, name: str) -> tuple[Path, Path]:
    """Key and certificate of an authority of its own."""
    key, made = folder / f"{name}.key", folder / f"{name}.crt"
    asked = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}")
    openssl(*asked, "-keyout", key, "-out", made)
    return key, made


class TlsServer:
    """A server that only lets encrypted connections in; its certificate is signed by a private authority."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self._signing, self.authority = authority(folder, "bureau")
        self.server = server
        owner = server.data.stat()
        server.settings |= {"ssl": "on"}
        for what, path in zip(("key", "cert", "ca"), (*self.signed("localhost"), self.authority), strict=True):
            there = Path(shutil.copy(path, server.folder / path.name))
            os.chown(there, owner.st_uid, owner.st_gid)
            there.chmod(0o600)
            server.settings[f"ssl_{what}_file"] = str(there)
        server.stop()
        (server.data / "pg_hba.conf").write_text(HBA)
        server.start()

    def signed(self, name: str) -> tuple[Path, Path]:
        """Key and certificate that the authority vouches for."""
        key, asked, made, names = (self.authority.with_name(f"{name}.{end}") for end in ("key", "csr", "crt", "names"))
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", key, "-out", asked)
        names.write_text("subjectAltName=IP:127.0.0.1\n")
        signing = ("-CA", self.authority, "-CAkey", self._signing, "-CAcreateserial")
        openssl("x509", "-req", "-in", asked, *signing, "-days", "2", "-extfile", names, "-out", made)
        return key, made

    def address(self, sslmode: str, *, trusting: Path | None = None, user: str = "centre_owner", **more: str) -> str:
        more |= {"sslmode": sslmode} | ({} if trusting is None else {"sslrootcert": str(trusting)})
        return self.server.address("postgres", user, **more)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsServer]:
    server = PostgresServer()
    try:
        made = TlsServer(server, tmp_path_factory.mktemp("tls"))
        address = made.address("require")
        with create_centre(address, district=DISTRICT) as centre:
            centre.write_features("station", stations())
        with server.connect(sslmode="require") as connection:
            connection.execute(f"CREATE ROLE {READER} LOGIN PASSWORD '{PASSWORD}'")
            connection.execute(f"CREATE ROLE {BEARER} LOGIN")
        for account in (READER, BEARER):
            grant_role(address, account, "viewer")
        yield made
    finally:
        server.remove()


@pytest.fixture
def plain_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No certificate of the account that runs the tests, none that another test showed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY"):
        # What the test sets is undone afterwards only where the name is known to the fixture.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_modes_and_authorities(tls: TlsServer, tmp_path: Path) -> None:
    with open_centre(tls.address("require")) as centre:
        assert "sslmode='require'" in centre.map_source("station").uri
    open_centre(tls.address("verify-full", trusting=tls.authority)).close()
    _, stranger = authority(tmp_path, "stranger")
    for refused in (tls.address("verify-full", trusting=stranger), tls.address("disable")):
        with pytest.raises(CentreError) as caught:
            open_centre(refused)
        assert caught.value.hint
    assert "lets this computer in" in caught.value.hint


@pytest.mark.usefixtures("plain_environment", "qgis_app")
def test_layers_trust_the_authority_that_the_address_names(tls: TlsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "_shown", {})
    key, made = tls.signed(BEARER)
    secrets = {"sslcert": str(made), "sslkey": str(key)}
    for address in (
        tls.address("verify-full", trusting=tls.authority),
        tls.address("verify-full", trusting=tls.authority, user=BEARER, **secrets),
    ):
        with open_centre(address, writable=False) as centre:
            source = centre.map_source("station_live")
        # QGIS would delete the files that a layer's own address names.
        assert ".crt" not in source.uri
        assert ".key" not in source.uri
        assert not QgsVectorLayer(source.uri, "before", source.provider).isValid()
        credentials.show_certificates(address)
        layer = QgsVectorLayer(source.uri, "after", source.provider)
        assert layer.isValid()
        assert len(list(layer.getFeatures())) == len(stations())
        assert tls.authority.is_file()
        assert key.is_file()
        monkeypatch.delenv("PGSSLROOTCERT")
        monkeypatch.setattr(credentials, "_shown", {})


@pytest.mark.usefixtures("plain_environment")
def test_the_environment_of_the_account_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "_shown", {})
    for path in ("/one/ca.crt", "/another/ca.crt"):
        credentials.show_certificates(f"postgresql://host/base?sslrootcert={path}&sslmode=verify-full")
        assert os.environ["PGSSLROOTCERT"] == path
    for nothing in ("postgresql://host/base", "postgresql://host/base?authcfg=abc1234&sslrootcert=/c", "/a/folder"):
        credentials.show_certificates(nothing)
        assert os.environ["PGSSLROOTCERT"] == "/another/ca.crt"
    assert "PGSSLKEY" not in os.environ
    monkeypatch.setenv("PGSSLROOTCERT", "/the/accounts/own.crt")
    credentials.show_certificates("postgresql://host/base?sslrootcert=/one/ca.crt")
    assert os.environ["PGSSLROOTCERT"] == "/the/accounts/own.crt"


@pytest.mark.usefixtures("plain_environment", "qgis_app")
def test_a_service_says_mode_and_authority_for_centre_and_layers(
    tls: TlsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"host": "127.0.0.1", "port": tls.server.port, "dbname": "postgres"}
    said |= {"sslmode": "verify-full", "sslrootcert": tls.authority}
    (tmp_path / "services").write_text("\n".join(["[command]", *(f"{name}={value}" for name, value in said.items())]))
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))
    credentials.use_auth_store()
    try:
        address = f"postgresql:///?service=command&authcfg={keep_password(READER, PASSWORD)}"
        credentials.fetch_credentials(address)
        with open_centre(address, writable=False) as centre:
            source = centre.map_source("station_live")
        layer = QgsVectorLayer(source.uri, "of a service", source.provider)
        assert layer.isValid()
        assert len(list(layer.getFeatures())) == len(stations())
    finally:
        set_resolver(None)
        credentials.forget_credentials()


def keep_certificate(key: Path, made: Path) -> str:
    """Store a personal certificate in the authentication store; returns the id of the configuration."""
    config = QgsAuthMethodConfig("PKI-Paths")
    config.setName("personal certificate")
    config.setConfig("certpath", str(made))
    config.setConfig("keypath", str(key))
    stored = QgsApplication.authManager().storeAuthenticationConfig(config)
    assert stored[0] if isinstance(stored, tuple) else stored
    return str(config.id())


@pytest.mark.usefixtures("plain_environment", "qgis_app")
def test_with_an_authcfg_centre_and_layers_trust_whom_qgis_trusts(tls: TlsServer) -> None:
    address = tls.address("verify-full", authcfg=keep_password(READER, PASSWORD), user="")
    store, certificate = QgsApplication.authManager(), QSslCertificate.fromPath(str(tls.authority))[0]
    credentials.use_auth_store()
    try:
        credentials.fetch_credentials(address)
        with pytest.raises(CentreError, match="No secure connection") as caught:
            open_centre(address, writable=False)
        assert "authorities count that QGIS knows" in caught.value.hint
        # As Options → Authentication → Manage Certificates → Authorities → Import does.
        assert store.storeCertAuthority(certificate)
        assert store.rebuildCaCertsCache()
        assert store.rebuildTrustedCaCertsCache()
        left = set(Path(QDir.tempPath()).glob("tmp_basic_*"))
        for _ in range(3):
            credentials.fetch_credentials(address)
        assert set(Path(QDir.tempPath()).glob("tmp_basic_*")) == left
        bearer = tls.address("verify-full", authcfg=keep_certificate(*tls.signed(BEARER)), user="")
        credentials.fetch_credentials(bearer)
        for place in (address, bearer):
            with open_centre(place, writable=False) as centre:
                source = centre.map_source("station_live")
            layer = QgsVectorLayer(source.uri, "station_live", source.provider)
            assert layer.isValid()
            assert len(list(layer.getFeatures())) == len(stations())
            assert PASSWORD not in layer.source()
            assert ".pem" not in layer.source()
    finally:
        store.removeCertAuthority(certificate)
        store.rebuildCaCertsCache()
        store.rebuildTrustedCaCertsCache()
        set_resolver(None)
        credentials.forget_credentials()
