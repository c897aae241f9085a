"""Passwords, tokens and certificates of sources: named in the configuration, never written into it."""

from __future__ import annotations

import logging
import os
import ssl
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .section import Section, is_loopback

__all__ = ["Secret", "client_tls", "credentials", "secret", "server_tls", "warn_without_tls"]

_log = logging.getLogger(__name__)
_LONGEST_SECRET = 4_096


@dataclass(frozen=True)
class Secret:
    """Where a password or token is kept; it is read anew at every use, so that a new one needs no restart."""

    file: Path | None = None
    variable: str = ""

    def read(self) -> str:
        """The secret itself; raises `InputError` where it cannot be had."""
        try:
            if self.file is None:
                found = os.environ.get(self.variable, "")
            else:
                with open(self.file, encoding="utf-8") as stream:
                    found = stream.read(_LONGEST_SECRET).strip("\r\n")
        except (OSError, ValueError) as error:
            raise InputError(
                "The secret in “{place}” cannot be read.",
                hint="Let the collector's user read it.",
                details=type(error).__name__,
                place=self.file,
            ) from error
        if not found:
            raise InputError(
                "The secret in “{place}” is empty.",
                hint="Write the password or token there.",
                place=self.file or self.variable,
            )
        return found


def secret(section: Section, what: str) -> Secret | None:
    """The secret that ``<what>_file`` or ``<what>_env`` names; None where neither is there.

    A secret written into the configuration itself is a mistake, because configurations are copied, mailed and logged.
    """
    if what in section:
        section.text(what, "")
        section.mistakes.append(
            InputError(
                "The configuration holds a secret itself: {key}.",
                hint="Write it into a file only the collector's user can read and name the file as {key}_file.",
                key=f"{section.path}.{what}",
            )
        )
    file, variable = section.file(f"{what}_file"), section.text(f"{what}_env", "")
    if file is not None:
        return Secret(file=file)
    if variable and not os.environ.get(variable):
        section.wrong(f"{what}_env", "the name of an environment variable that is set", variable)
    return Secret(variable=variable) if variable else None


def credentials(section: Section) -> tuple[str, Secret | None]:
    """The keys ``user`` and ``password_…``, both or neither."""
    user, password = section.text("user", ""), secret(section, "password")
    if bool(user) != (password is not None) and "password" not in section:
        section.missing("password_file" if user else "user", "both, or neither")
    return user, password


def client_tls(section: Section) -> ssl.SSLContext:
    """TLS towards a server: checked against ``ca_file`` or the system's authorities, with ``cert_file`` where asked for."""
    authority, certificate, key = section.file("ca_file"), section.file("cert_file"), section.file("key_file")
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        if authority is not None:
            context = ssl.create_default_context(cafile=str(authority))
    except (ssl.SSLError, OSError):
        section.wrong("ca_file", "a file with certificates in PEM", authority)
    _own_certificate(section, context, certificate, key)
    return context


def server_tls(section: Section) -> ssl.SSLContext | None:
    """TLS of a listener; None where there is no ``cert_file``. With ``client_ca_file`` clients need a certificate too."""
    certificate, key = section.file("cert_file"), section.file("key_file")
    clients = section.file("client_ca_file")
    if certificate is None:
        if clients is not None or key is not None:
            section.missing("cert_file", "the certificate of this listener")
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    _own_certificate(section, context, certificate, key)
    if clients is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        try:
            context.load_verify_locations(clients)
        except (ssl.SSLError, OSError):
            section.wrong("client_ca_file", "a file with certificates in PEM", clients)
    return context


def warn_without_tls(name: str, host: str, tls: ssl.SSLContext | None, *secrets: Secret | None) -> None:
    """Say that a password or token leaves, or reaches, this computer in clear."""
    if tls is None and any(secrets) and not is_loopback(host):
        _log.warning("%s: without TLS its password or token can be read on the way (%s)", name, host)


def _own_certificate(section: Section, context: ssl.SSLContext, certificate: Path | None, key: Path | None) -> None:
    if certificate is None:
        return
    try:
        # Without a password given, OpenSSL would stop and ask at the terminal.
        context.load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, OSError):
        section.wrong("cert_file", "a certificate in PEM whose key is in key_file", certificate)
