"""Encrypted connections: with a certificate we trust, with one we do not, and where the server asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.services.postgres import PostgresServer
from tests.unit.data_centre.made import DISTRICT
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre
from yanqing_eco_plugin.core.errors import CentreError

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make certificates")


def certificate(folder, name):
    key, made = folder / f"{name}.key", folder / f"{name}.crt"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return key, made


def test_tls_modes(tmp_path):
    server = PostgresServer()
    try:
        server.stop()
        key, made = certificate(server.folder, "server")
        _, stranger = certificate(tmp_path, "stranger")
        trusted = shutil.copy(made, tmp_path / "trusted.crt")
        owner = server.data.stat()
        for path in (key, made):
            os.chown(path, owner.st_uid, owner.st_gid)
            path.chmod(0o600)
        server.settings |= {"ssl": "on", "ssl_key_file": str(key), "ssl_cert_file": str(made)}
        (server.data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        server.start()
        plain = server.address("postgres")
        with create_centre(f"{plain}&sslmode=require", district=DISTRICT) as centre:
            assert "sslmode='require'" in centre.map_source("station").uri
        open_centre(f"{plain}&sslmode=verify-full&sslrootcert={trusted}").close()
        for refused in (f"&sslmode=verify-full&sslrootcert={stranger}", "&sslmode=disable"):
            with pytest.raises(CentreError) as caught:
                open_centre(plain + refused)
            assert caught.value.hint
        assert "lets this computer in" in caught.value.hint
    finally:
        server.remove()
