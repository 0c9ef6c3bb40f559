"""The files of a report as other programs address them: relative, with slashes, percent-encoded."""

import re

from segur_check.report import Finding, Location, Report
from segur_check.reporters.words.report import word

# What RFC 3986 leaves as it is in a path; no network library is imported for a dozen characters.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_DRIVE = re.compile(r"^/?[A-Za-z]:/")


def relative(file: str, root: str = "") -> str:
    """The path with slashes, relative to `root` where it stands under it."""
    path, base = file.replace("\\", "/"), root.replace("\\", "/").rstrip("/")
    if base and path.startswith(f"{base}/"):
        path = path[len(base) + 1 :]
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path


def absolute(path: str) -> bool:
    """Whether a path with slashes starts at a root or at a drive of Windows."""
    return path.startswith("/") or bool(_DRIVE.match(path))


def uri(file: str, root: str = "") -> str:
    """The path as an URI reference (RFC 3986): relative, or `file:` for what stands elsewhere."""
    path = relative(file, root)
    if not absolute(path):
        # A colon in its first step would be taken for a scheme: it is encoded like the rest.
        return _encoded(path)
    drive = _DRIVE.match(path)
    head = drive[0].lstrip("/") if drive else ""
    return f"file:///{head}{_encoded(path.lstrip('/')[len(head) :])}"


def _encoded(path: str) -> str:
    encoded = path.encode("utf-8", "replace")
    return "".join(chr(one) if one in _UNRESERVED else f"%{one:02X}" for one in encoded)


def with_pages(finding: Finding, lang: str) -> str:
    """The message, and the pages of the documents where it was read."""
    read = (page_of(at, lang) for at in finding.locations if at.page)
    told = ", ".join(dict.fromkeys(read))
    return f"{finding.message} ({told})" if told else finding.message


def titled(finding: Finding, lang: str) -> str:
    """The title, and how sure the reading is when it is not certain."""
    if finding.confidence == "certaine":
        return finding.title
    return f"{finding.title} ({word(lang, f'confidence_{finding.confidence}')})"


def page_of(at: Location, lang: str) -> str:
    """`file, page 3`."""
    return f"{at.file}, {word(lang, 'page', page=at.page)}"


def causes(report: Report) -> list[tuple[str, str]]:
    """The inputs that could not be read, each with its reason."""
    return list(dict.fromkeys((one.path, one.reason) for one in report.unread))
