"""Signed PDFs for the examples and the tests, and what goes wrong with signatures.

The same arguments give the same bytes with the same version of pyHanko: the key is the test key
beside this file (RSA PKCS #1 v1.5, which draws no number), certificates have fixed dates and
serials, and the clock of the machine and the random identifier of the file are kept out. Only
`timestamped` is never twice the same, its serial being drawn by pyHanko. Nobody trusts the
authority that issues these certificates.
"""

import asyncio
import hashlib
import re
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

_KEY = Path(__file__).with_name("test_signing_key.pem")
_AUTHORITY = ("Autorité de test de segur-check", "segur-check (exemples)")
_FROM, _TO = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
_RESERVED = 8192  # hexadecimal digits left for the signature
_BOX = (330, 60, 560, 130)  # points, at the foot of the page


def with_empty_signature_field(pdf: bytes, name: str = "Signature du client") -> bytes:
    """Add a field, on the first page, that waits for a signature."""
    writer = _Writer(BytesIO(pdf))
    append_signature_field(writer, SigFieldSpec(name, box=_BOX))
    return writer.saved()


def signed(
    pdf: bytes,
    *,
    common_name: str,
    organisation: str,
    signed_on: datetime,
    field: str = "Signature du client",
    certify: bool = False,
) -> bytes:
    """Sign a PDF (PAdES, basic level), in the field of that name or in a new invisible one.

    `certify` makes it the signature of the document's author; then it must be the first.
    """
    meta = PdfSignatureMetadata(
        field_name=field,
        name=common_name,
        reason="Bon pour accord",
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=certify,
    )
    signer = SimpleSigner(
        _certificate(common_name, organisation), _key_info(), SimpleCertificateStore()
    )
    signer.cert_registry.register(_authority())
    session = PdfSigner(meta, signer).init_signing_session(_Writer(BytesIO(pdf)))
    session.system_time = signed_on
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED)
    prepared, output = document.digest_tbs_document()
    attributes = PdfCMSSignedAttributes(signing_time=signed_on)
    asyncio.run(document.perform_signature(prepared.document_digest, attributes))
    output.seek(0)
    return bytes(output.read())


def timestamped(pdf: bytes, *, stamped_on: datetime, field: str = "Horodatage") -> bytes:
    """Add a timestamp of the whole document."""
    stamper = DummyTimeStamper(
        _certificate("Horodatage de test", _AUTHORITY[1], stamps=True),
        _key_info(),
        SimpleCertificateStore.from_certs([_authority()]),
        fixed_dt=stamped_on,
    )
    output = PdfTimeStamper(stamper, field_name=field).timestamp_pdf(
        _Writer(BytesIO(pdf)), "sha256"
    )
    output.seek(0)
    return bytes(output.read())


def with_validation_data(pdf: bytes) -> bytes:
    """Add the certificates of the signatures in a later revision, as PAdES-LT does."""
    writer = _Writer(BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[_authority()])
    return writer.saved()


def with_bytes_after(pdf: bytes) -> bytes:
    """Cover a part of the first page in a later revision, as a PDF editor saves its changes."""
    writer = _Writer(BytesIO(pdf))
    patch = StreamObject(stream_data=b"q 1 1 1 rg 330 380 200 60 re f Q")
    writer.add_stream_to_page(0, writer.add_object(patch))  # type: ignore[no-untyped-call]
    return writer.saved()


def tampered(pdf: bytes) -> bytes:
    """Change one digit of the page's size, without touching anything else."""
    box = re.search(rb"/MediaBox ?\[[^\]]*(\d)\]?", pdf)
    if box is None:
        msg = "no page whose size is written out"
        raise ValueError(msg)
    place = box.start(1)
    digit = b"%d" % ((int(box[1]) + 1) % 10)
    return pdf[:place] + digit + pdf[place + 1 :]


class _Writer(IncrementalPdfFileWriter):
    """A new revision of a file, without the time nor a random identifier."""

    def __init__(self, source: BytesIO) -> None:
        super().__init__(source, strict=False)
        digest = hashlib.md5(source.getvalue(), usedforsecurity=False).digest()
        first = self._document_id[0] if "/ID" in self.prev.trailer else ByteStringObject(digest)
        self._document_id = ArrayObject([first, ByteStringObject(digest)])

    def _update_meta(self) -> None:
        """Leave the dates of the file as they are."""

    def saved(self) -> bytes:
        output = BytesIO()
        self.write(output)  # type: ignore[no-untyped-call]
        return output.getvalue()


@cache
def _key() -> RSAPrivateKey:
    key = load_pem_private_key(_KEY.read_bytes(), None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(_KEY.name)
    return key


@cache
def _key_info() -> PrivateKeyInfo:
    return PrivateKeyInfo.load(
        _key().private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    )


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(subject: x509.Name) -> x509.CertificateBuilder:
    digest = hashlib.sha256(subject.public_bytes()).digest()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(_name(*_AUTHORITY))
        .public_key(_key().public_key())
        .serial_number(int.from_bytes(digest[:8], "big"))
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
    )


@cache
def _authority() -> Certificate:
    builder = _builder(_name(*_AUTHORITY)).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    return Certificate.load(builder.sign(_key(), SHA256()).public_bytes(Encoding.DER))


@cache
def _certificate(common_name: str, organisation: str, *, stamps: bool = False) -> Certificate:
    builder = _builder(_name(common_name, organisation)).add_extension(
        x509.KeyUsage(
            digital_signature=True,
            content_commitment=not stamps,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=False,
            crl_sign=False,
            encipher_only=False,
            decipher_only=False,
        ),
        critical=True,
    )
    if stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return Certificate.load(builder.sign(_key(), SHA256()).public_bytes(Encoding.DER))
