"""How texts that people write in several ways are compared."""

import unicodedata


def without_accents(text: str) -> str:
    """A text in lower case, without accents or doubled blanks: how statuses are compared."""
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    return " ".join(bare.casefold().split())
