"""The page that `init` leaves beside an empty request, by language: it is no attachment."""

GUIDE_PAGES = {"fr": "LISEZ-MOI.html", "en": "READ-ME.html"}
# What older versions left in its place.
_OLDER = "PIECES.md"
_ALL = frozenset(name.lower() for name in (*GUIDE_PAGES.values(), _OLDER))


def is_guide_page(name: str) -> bool:
    """Whether a file, by its name or path, is such a page."""
    return name.rpartition("/")[2].lower() in _ALL
