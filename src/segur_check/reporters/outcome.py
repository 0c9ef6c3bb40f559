"""What follows from a finding, and who says so, in the words that the reports share."""

from collections.abc import Mapping

from segur_check.report import CitedSource, Finding, RequestReport
from segur_check.reporters.words import word
from segur_check.values.step import Step
from segur_check.values.wording import Quoted, written


def outcome(
    finding: Finding, request: RequestReport, papers: Mapping[str, str | None]
) -> str | None:
    """The key of the words for what follows: sure where a text states it, else likely.

    Of a cause, `finding` is the gravest that it brings: a PER001 that follows from it rejects the request.
    `papers` has the step of each dossier without JSON, by its file. None where nothing follows, and
    for a finding about the limits of the tool itself: nobody knows what the ASP would say of it.
    """
    source = finding.source
    if not finding.blocking or (source.rank == "tool" and source.certainty != "D"):
        return None
    sure = source.certainty == "A" and finding.confidence == "certaine"
    suffix = "" if sure else "_likely"
    if request.file in papers and finding.severity == "a-modifier":
        return "consequence_papers"
    if papers.get(request.file) == Step.ATTESTATION_FIN:
        return f"consequence_statement{suffix}"
    return f"consequence_{finding.severity}{suffix}"


def how_sure(finding: Finding, lang: str) -> str:
    """`lu dans le PDF, à confirmer`; "" where nothing is to be confirmed."""
    if finding.confidence == "certaine":
        return ""
    sure = word(lang, f"confidence_{finding.confidence}")
    of_page = any(at.page for at in finding.locations)
    return word(lang, "read_in_pdf", sure=sure) if of_page else sure


def cited_source(source: CitedSource, lang: str) -> str:
    """Who says so, and how sure: `selon « FAQ de l'ASP », question 3`, `déduit par l'outil`."""
    if source.rank == "tool":
        return word(lang, f"cited_tool_{source.certainty}")
    title = source.title
    if lang == "fr":  # within quotation marks, others
        title = title.replace("«\u00a0", "“").replace("\u00a0»", "”")
    # The place is in our words, not a quotation: a heading or a subject to look for.
    cited = written(Quoted(title), lang) + (f", {source.place}" if source.place else "")
    return word(lang, f"cited_{source.certainty}", cited=cited)
