"""The sentences of a document, with their pages, and how a finding quotes them."""

from collections.abc import Iterator, Sequence

from segur_check.case.control import Place
from segur_check.case.documents import Document
from segur_check.pieces.words.phrases import plain_text, sentences_of
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted

_LONGEST_SENTENCE = 600  # characters


def sentences(document: Document, worth_reading: Pattern) -> Iterator[tuple[int, str]]:
    """The sentences of the pages that are worth reading, each with its page.

    A table without a full stop holds no sentence that can be quoted.
    """
    for number, page in enumerate(document.attachment.pages or (), start=1):
        if worth_reading.search(plain_text(page)):
            for sentence in sentences_of(page):
                if len(sentence) <= _LONGEST_SENTENCE:
                    yield number, sentence


def quoted(document: Document, found: Sequence[tuple[int, str]]) -> tuple[tuple[Place, ...], Items]:
    """The places of some sentences, and the sentences themselves, each once."""
    places = dict.fromkeys(document.at(page) for page, _ in found)
    return tuple(places), Items(tuple(map(Quoted, dict.fromkeys(quote for _, quote in found))))
