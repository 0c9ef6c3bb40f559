"""The filters of the page: radio buttons, and the style rules that follow them, without a script."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from segur_check.report import RequestReport, Verdict
from segur_check.reporters.summary import Judged
from segur_check.reporters.words import word
from segur_check.values.severity import SEVERITIES

_MOST_CODES = 60


class Choice(Struct, frozen=True):
    """One radio button; `tag` is the class of the requests that it keeps."""

    tag: str
    name: str
    count: int


class Filters(Struct, frozen=True):
    """The three groups: verdict, SONS, code; their classes are numbers, never what a file says."""

    groups: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    sons: Mapping[str, str]
    codes: Mapping[str, str]
    cut: int
    judged: Judged

    def tags(self, requests: Iterable[RequestReport], codes: Iterable[str]) -> str:
        """The classes of what concerns some requests, and speaks of some codes."""
        tags: list[str] = []
        for request in requests:
            tags += (f"v-{self.judged(request)}", self.sons.get(request.sons or "", ""))
        tags += (self.codes.get(code, "") for code in codes)
        return " ".join(dict.fromkeys(tag for tag in tags if tag))

    def tags_of(self, request: RequestReport) -> str:
        """The classes of a request."""
        return self.tags([request], (finding.code for finding in request.findings))

    def rules(self) -> Iterator[str]:
        """One style rule per button: it hides the other requests, and the dossiers left empty."""
        for _, _, choices in self.groups:
            for choice in choices:
                checked = f"body:has(#f-{choice.tag}:checked)"
                yield (
                    f"{checked} .r:not(.{choice.tag}),"
                    f"{checked} .dossier:not(:has(.{choice.tag})){{display:none}}"
                )


def filters(requests: Iterable[RequestReport], judged: Judged, lang: str) -> Filters:
    """The filters that a report has use for: a group of one choice is none."""
    verdicts: Counter[str] = Counter()
    sons: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    # A code that was found with two severities has one button, in the place of the worse.
    worst: dict[str, tuple[int, str]] = {}
    for request in requests:
        verdicts[judged(request)] += 1
        holders.update({finding.code for finding in request.findings})
        for finding in request.findings:
            found = SEVERITIES.index(finding.severity), finding.title
            worst[finding.code] = min(worst.get(finding.code, found), found)
        if request.sons is not None:
            sons[request.sons] += 1
    sons_tags = {name: f"s{rank}" for rank, name in enumerate(sorted(sons)[:_MOST_CODES])}
    codes = sorted(worst, key=lambda code: (worst[code][0], -holders[code], code))
    code_tags = {code: f"c{rank}" for rank, code in enumerate(codes[:_MOST_CODES])}
    by_verdict = tuple(
        Choice(f"v-{verdict}", word(lang, f"verdict_{verdict}"), verdicts[verdict])
        for verdict in Verdict
        if verdicts[verdict]
    )
    by_sons = tuple(Choice(tag, name, sons[name]) for name, tag in sons_tags.items())
    by_code = tuple(
        Choice(tag, f"{code} {worst[code][1]}", holders[code]) for code, tag in code_tags.items()
    )
    groups = (
        ("verdict", word(lang, "filter_verdict"), by_verdict),
        ("sons", word(lang, "filter_sons"), by_sons),
        ("code", word(lang, "filter_code"), by_code),
    )
    return Filters(
        groups=tuple(group for group in groups if len(group[2]) > 1),
        sons=sons_tags,
        codes=code_tags,
        cut=len(codes) - len(code_tags),
        judged=judged,
    )
