"""The files of a report as other programs address them: relative, with slashes, percent-encoded."""

import re

from segur_check.report import Finding, Location, Report
from segur_check.reporters.outcome import how_sure
from segur_check.reporters.words import word

# What RFC 3986 leaves unencoded in a path; no network library is imported for a few characters.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
# Of a path of Windows; not the one of a sign that is shown by its number.
_BACKSLASH = re.compile(r"\\(?!u[0-9a-f]{4}|U[0-9a-f]{8})")
_DRIVE = re.compile(r"^/?[A-Za-z]:/")


def relative(file: str, root: str = "") -> str:
    """The path with slashes, relative to `root` when it is under it."""
    path, base = _BACKSLASH.sub("/", file), _BACKSLASH.sub("/", root).rstrip("/")
    if base and path.startswith(f"{base}/"):
        path = path[len(base) + 1 :]
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path


def absolute(path: str) -> bool:
    """Whether a path with slashes starts at a root or at a Windows drive."""
    return path.startswith("/") or bool(_DRIVE.match(path))


def uri(file: str, root: str = "") -> str:
    """The path as a URI reference (RFC 3986): relative, or `file:` for what is elsewhere."""
    path = relative(file, root)
    if not absolute(path):
        # A colon in the first segment would be taken for a scheme: it is encoded like the rest.
        return _encoded(path)
    drive = _DRIVE.match(path)
    head = drive[0].lstrip("/") if drive else ""
    return f"file:///{head}{_encoded(path.lstrip('/')[len(head) :])}"


def _encoded(path: str) -> str:
    encoded = path.encode()
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in encoded)


def with_pages(finding: Finding, lang: str) -> str:
    """The message, and the pages of the documents where it was read."""
    pages = ", ".join(dict.fromkeys(page_of(at, lang) for at in finding.locations if at.page))
    return f"{finding.message} ({pages})" if pages else finding.message


def titled(finding: Finding, lang: str) -> str:
    """The title, and how sure the reading is when it is not certain."""
    sure = how_sure(finding, lang)
    return f"{finding.title} ({sure})" if sure else finding.title


def page_of(at: Location, lang: str) -> str:
    """`file, page 3`."""
    return f"{at.file}, {word(lang, 'page', page=at.page)}"


def causes(report: Report) -> list[tuple[str, str]]:
    """The inputs that could not be read, each with its reason."""
    return list(dict.fromkeys((unread.path, unread.reason) for unread in report.unread))
