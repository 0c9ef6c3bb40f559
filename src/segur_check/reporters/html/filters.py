"""The filters of the page: radio buttons and the rules of style that obey them, without script."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from segur_check.report import RequestReport, Verdict
from segur_check.reporters.summary import Summary
from segur_check.reporters.words.report import word

_MOST_CODES = 60


class Choice(Struct, frozen=True):
    """One radio button; `tag` is the class of the requests that it keeps."""

    tag: str
    name: str
    count: int


class Filters(Struct, frozen=True):
    """The three groups: verdict, SONS, code; the classes are numbers, never contents."""

    groups: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    sons: Mapping[str, str]
    codes: Mapping[str, str]
    cut: int

    def tags(self, request: RequestReport) -> str:
        """The classes of a request."""
        found = [f"v-{request.verdict}", self.sons.get(request.sons or "", "")]
        found += dict.fromkeys(self.codes.get(one.code, "") for one in request.findings)
        return " ".join(tag for tag in found if tag)

    def rules(self) -> Iterator[str]:
        """One rule of style per button: it hides the requests, and the dossiers left empty."""
        for _, _, choices in self.groups:
            for one in choices:
                chosen = f"body:has(#f-{one.tag}:checked)"
                yield (
                    f"{chosen} .r:not(.{one.tag}),"
                    f"{chosen} .dossier:not(:has(.{one.tag})){{display:none}}"
                )


def filters(
    requests: Iterable[RequestReport], summary: Summary, words: Mapping[str, str], lang: str
) -> Filters:
    """The filters that a report has use of: a group of one choice is none."""
    verdicts: Counter[str] = Counter()
    sons: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    for request in requests:
        verdicts[str(request.verdict)] += 1
        holders.update({one.code for one in request.findings})
        if request.sons is not None:
            sons[request.sons] += 1
    kept = sorted(sons)[:_MOST_CODES]
    # A code that has two severities has one button, in the place of the worse one.
    told = {one.code: one.title for one in reversed(summary.codes)}
    codes = list(dict.fromkeys(one.code for one in summary.codes))
    by_verdict = tuple(
        Choice(f"v-{one}", word(lang, f"verdict_{one}"), verdicts[str(one)])
        for one in Verdict
        if verdicts[str(one)]
    )
    by_sons = tuple(Choice(f"s{rank}", one, sons[one]) for rank, one in enumerate(kept))
    by_code = tuple(
        Choice(f"c{rank}", f"{code} {told[code]}", holders[code])
        for rank, code in enumerate(codes[:_MOST_CODES])
    )
    groups = (
        ("verdict", words["filter_verdict"], by_verdict),
        ("sons", words["filter_sons"], by_sons),
        ("code", words["filter_code"], by_code),
    )
    return Filters(
        groups=tuple(group for group in groups if len(group[2]) > 1),
        sons={name: f"s{rank}" for rank, name in enumerate(kept)},
        codes={code: f"c{rank}" for rank, code in enumerate(codes[:_MOST_CODES])},
        cut=max(0, len(codes) - _MOST_CODES),
    )
