"""Pages read whole, for the tests of what is seen of them."""

from segur_check.pieces.contents import Contents, contents_of


def read(data: bytes) -> Contents:
    """A file all of whose pages can be read."""
    found = contents_of(data, max_pages=5, layout=True)
    assert found is not None
    assert found.unread == ()
    return found


def lines(data: bytes) -> list[str]:
    """The lines of its one page as it looks, one blank between two words."""
    (look,) = read(data).layouts
    return [" ".join(line.split()) for line in look.splitlines() if line.strip()]
