"""XML from outside: no document type, no entities, nothing fetched."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .errors import InputError

__all__ = ["local_name", "parse_xml"]


def parse_xml(data: bytes | str, *, largest: int = 64 * 1024 * 1024) -> Element:
    """The root of a document.

    Raises
    ------
    InputError
        It is no well-formed XML, too large, or has a document type, which sound files of these kinds never have.
    """
    if len(data) > largest:
        raise InputError("The XML has {size} bytes, too many.", hint="Import it piece by piece.", size=len(data))
    try:
        root: Element = fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise InputError(
            "The XML holds a document type or entities and was not read.",
            hint="Ask the sender for a file without them; this one may be an attack.",
            details=type(error).__name__,
        ) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise InputError(
            "This is no well-formed XML.", hint="Check that the file is complete.", details=str(error)[:300]
        ) from error
    return root


def local_name(element: Element) -> str:
    """Tag without its namespace."""
    return str(element.tag).rpartition("}")[2]
