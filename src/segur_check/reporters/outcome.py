"""What follows from a finding, and who says so, in the words that the reports share."""

from collections.abc import Mapping

from segur_check.report import CitedSource, Finding, RequestReport
from segur_check.reporters.words.report import word


def outcome(
    finding: Finding, request: RequestReport, papers: Mapping[str, str | None]
) -> str | None:
    """The key of what follows: of a request what the texts say, of papers what is likely.

    `papers` has the step of each dossier without JSON, by its file. None where nothing follows:
    what the ASP would say of the limits of the tool is not known; of what it deduces, it is likely.
    """
    source = finding.source
    if not finding.blocking or (source.rank == "tool" and source.certainty != "D"):
        return None
    read = finding.confidence == "certaine"
    sure = "" if source.certainty == "A" and read else "_likely"
    if request.file in papers and finding.severity == "a-modifier":
        return "consequence_papers"
    if papers.get(request.file) == "attestation-fin":
        return f"consequence_statement{sure}"
    return f"consequence_{finding.severity}{sure}"


def told_source(source: CitedSource, lang: str) -> str:
    """The document and where in it, and how sure."""
    # The place is ours, no quotation: a heading or a subject to look for in the document.
    told = f"{source.title}, {source.place}" if source.place else source.title
    if source.rank == "tool" and source.certainty != "D":
        return told
    return f"{told} — {word(lang, f'certainty_{source.certainty}')}"
