"""Asks a service over HTTP and trusts nothing it answers: bounded in bytes and time, never led to another origin."""

from __future__ import annotations

import base64
import ssl
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import aiohttp

from ..errors import InputError
from .section import Section
from .source_secrets import Secret, client_tls, credentials, secret, warn_without_tls
from .source_state import ServiceFault

__all__ = ["HttpClient", "HttpSettings", "PageTooLarge", "http_settings"]

_CHUNK = 64 * 1024
_QUOTED = 2_000


class PageTooLarge(ServiceFault):
    """An answer has more bytes than are read; a smaller page may fit."""


class HttpSettings:
    """Where a service is and how to speak to it.

    Parameters
    ----------
    url
        Of the service, without a slash at its end.
    user, password, token
        For Basic or Bearer authorisation.
    tls
        None for ``http``.
    timeout_s, most_bytes
        Of one answer.
    """

    def __init__(
        self,
        url: str,
        *,
        user: str = "",
        password: Secret | None = None,
        token: Secret | None = None,
        tls: ssl.SSLContext | None = None,
        timeout_s: float = 30.0,
        most_bytes: int = 8 << 20,
    ) -> None:
        self.url, self.user, self.password, self.token, self.tls = url, user, password, token, tls
        self.timeout_s, self.most_bytes = timeout_s, most_bytes

    def authorisation(self) -> dict[str, str]:
        """The header, with secrets read anew."""
        if self.token is not None:
            return {"Authorization": f"Bearer {self.token.read()}"}
        if self.password is not None:
            pair = f"{self.user}:{self.password.read()}".encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
        return {}


def http_settings(section: Section) -> HttpSettings:
    """The keys every polled service has: its address, user and secrets, files for TLS, ``timeout_s`` and ``most_bytes``."""
    url = section.text("url").rstrip("/")
    secure = url.lower().startswith("https:")
    if url and not _is_service(url):
        section.wrong("url", "an address like https://host/path without user, ? and #", url.rpartition("@")[2])
    (user, password), token = credentials(section), secret(section, "token")
    tls = client_tls(section) if secure else None
    if _is_service(url):
        warn_without_tls(section.path, _origin(url)[1], tls, password, token)
    return HttpSettings(
        url,
        user=user,
        password=password,
        token=token,
        tls=tls,
        timeout_s=section.number("timeout_s", 30.0, low=0.1, high=600),
        most_bytes=section.whole("most_bytes", 8 << 20, low=1_024, high=256 << 20),
    )


class HttpClient:
    """A session with one service; used as ``async with``."""

    def __init__(self, settings: HttpSettings) -> None:
        self._settings = settings
        self._origin = _origin(settings.url)
        self._host = f"{self._origin[1]}:{self._origin[2]}"

    async def __aenter__(self) -> HttpClient:
        settings = self._settings
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=settings.timeout_s),
            connector=aiohttp.TCPConnector(limit=4, ssl=settings.tls if settings.tls is not None else True),
            # The environment's proxy would see the password.
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, url: str) -> bytes:
        """The body of the answer.

        Raises
        ------
        ServiceFault
            No connection, no answer in time, another status than 200, or a redirection.
        PageTooLarge
            More bytes than are read.
        """
        try:
            return await self._get(url)
        except TimeoutError as error:
            raise ServiceFault(
                "The service {host} did not answer within {seconds} s.",
                hint="Look whether it runs, or give it more time.",
                host=self._host,
                seconds=self._settings.timeout_s,
            ) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ServiceFault(
                "The service {host} gives no answer that can be used.",
                hint="Look whether it runs and can be reached.",
                details=f"{type(error).__name__}: {error}",
                host=self._host,
            ) from error

    def follow(self, page: str, link: str) -> str:
        """The address a link on a page leads to; raises `InputError` where that is another origin."""
        try:
            target = urljoin(page, link)
            if _origin(target) == self._origin:
                return target
        except ValueError as error:
            raise InputError("The link “{link}” is no address.", link=link[:100], details=str(error)) from error
        raise InputError(
            "The page leads to another server: {link}.",
            hint="Give the address of the service under the name it uses for itself.",
            link=link[:100],
        )

    async def _get(self, url: str) -> bytes:
        headers = {"Accept": "application/json", **self._settings.authorisation()}
        async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status != 200:
                said = (await answer.content.read(_QUOTED)).decode("utf-8", "replace")
                raise ServiceFault(
                    "The service {host} answers with status {status}.",
                    hint="Look into its log; 401 and 403 mean that user, password or token are wrong.",
                    details=" ".join(said.split())[:200],
                    host=self._host,
                    status=answer.status,
                )
            body = bytearray()
            async for chunk in answer.content.iter_chunked(_CHUNK):
                body += chunk
                if len(body) > self._settings.most_bytes:
                    raise PageTooLarge(
                        "The service {host} answers with more than {most} bytes.",
                        hint="Ask for smaller pages.",
                        details=bytes(body[:_QUOTED]).decode("utf-8", "replace"),
                        host=self._host,
                        most=self._settings.most_bytes,
                    )
            return bytes(body)


def _is_service(url: str) -> bool:
    try:
        scheme, host, port = _origin(url)
    except ValueError:
        return False
    return scheme in ("http", "https") and bool(host) and port > 0 and not set(url) & set("?#@ ")


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return parts.scheme, (parts.hostname or "").lower(), port
