"""The data of a Factur-X or ZUGFeRD invoice: the CII file embedded in its PDF, all profiles.

It is read with lxml rather than with the factur-x library, which gives a dict of texts, refuses the
whole invoice because of one wrong date or an unknown profile, and brings a network client with its
schemas.
"""

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.einvoice.cii import ROOT, invoice_of
from segur_check.pieces.einvoice.data_flaws import WRITTEN_MOST, DataFlaw, FlawReason
from segur_check.pieces.einvoice.embedded import XML_MOST
from segur_check.pieces.einvoice.invoice import FacturX

if TYPE_CHECKING:
    from lxml.etree import XMLSyntaxError

_DECLARED = re.compile(rb"""<\?xml[^>]{1,80}?encoding\s*=\s*["']([^"']{1,40})""")
_ENCODING = re.compile(rb"[A-Za-z][A-Za-z0-9._-]*")
_WIDE = re.compile(rb"(?:utf-?(?:16|32)|ucs|iso-10646)", re.IGNORECASE)
_ONE_OCTET = re.compile(r"(?:iso-?8859|latin|windows-?125|cp125)", re.IGNORECASE)
_HEAD = 2_000  # octets: where a DOCTYPE stands
_FLAWS_MOST = 20


class Parsed(Struct, frozen=True):
    """The invoice in the data, None when they cannot be read; `flaws`: what could not be read of them."""

    invoice: FacturX | None = None
    flaws: tuple[DataFlaw, ...] = ()


def read_data(embedded: bytes | FlawReason | None) -> Parsed:
    """Read what `embedded_xml` gives: the data, why they cannot be extracted, or None."""
    if embedded is None:
        return Parsed()
    return _unread(embedded) if isinstance(embedded, FlawReason) else parse(embedded)


def parse(xml: bytes) -> Parsed:
    """Read a CII invoice (D16B, D22B); anything else is not read, nor is a file with a DOCTYPE."""
    from lxml import etree  # noqa: PLC0415 - heavy import

    if not xml.strip():
        return _unread(FlawReason.EMPTY)
    if len(xml) > XML_MOST:
        return _unread(FlawReason.TOO_BIG)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        return _not_well_formed(error, xml)
    except (etree.LxmlError, ValueError):
        return _unread(FlawReason.MALFORMED)
    document = root.getroottree().docinfo
    if document.internalDTD is not None:
        return _unread(FlawReason.DOCTYPE)
    if root.tag != ROOT:
        return _unread(FlawReason.ROOT, str(root.tag))
    encoding = document.encoding or ""
    if _ONE_OCTET.match(encoding) and _is_utf_8(xml):
        return _unread(FlawReason.ENCODING, encoding)
    invoice, flaws = invoice_of(root)
    return Parsed(invoice, flaws[:_FLAWS_MOST])


def _unread(why: FlawReason, written: str = "") -> Parsed:
    return Parsed(flaws=(DataFlaw(why, written=written[:WRITTEN_MOST]),))


def _not_well_formed(error: "XMLSyntaxError", xml: bytes) -> Parsed:
    from lxml.etree import ErrorTypes as Codes  # noqa: PLC0415 - heavy import

    code = getattr(error, "code", None)  # lxml's types do not know it
    if code == Codes.ERR_RESOURCE_LIMIT:
        return _unread(FlawReason.TOO_BIG)
    if b"<!DOCTYPE" in xml[:_HEAD].replace(b"\0", b""):  # of UTF-16 too
        return _unread(FlawReason.DOCTYPE)
    declaration = _DECLARED.match(xml.removeprefix(BOM_UTF8))
    declared = declaration[1] if declaration is not None else b"UTF-8"
    # What is declared is no encoding, or one of wide signs, though the declaration is in single octets.
    is_no_name = _ENCODING.fullmatch(declared) is None
    is_wide = declaration is not None and _WIDE.match(declared) is not None
    if (
        is_no_name
        or is_wide
        or code
        in (
            Codes.ERR_UNKNOWN_ENCODING,
            Codes.ERR_UNSUPPORTED_ENCODING,
            Codes.ERR_INVALID_ENCODING,
            Codes.I18N_CONV_FAILED,
        )
    ):
        return _unread(FlawReason.ENCODING, declared.decode("ascii", "replace"))
    return _unread(FlawReason.MALFORMED, str(error.lineno or ""))


def _is_utf_8(xml: bytes) -> bool:
    """Whether it has accents and is UTF-8; a text in a one-octet encoding never is by chance."""
    if xml.isascii():
        return False
    try:
        xml.decode()
    except UnicodeDecodeError:
        return False
    return True
