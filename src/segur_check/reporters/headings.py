"""What stands above the findings: how a request is called, and what is known of its file."""

from collections.abc import Container, Iterable, Iterator

from segur_check.report import Heading, Report, RequestReport
from segur_check.reporters.addresses import relative
from segur_check.reporters.words import counted, word
from segur_check.values.step import Step


def request_name(request: RequestReport, papers: Container[str], lang: str) -> str:
    """`Demande 3 · numéro éditeur CMD-3`; `papers` has the files that are dossiers without JSON."""
    name = word(lang, "papers" if request.file in papers else "whole_file")
    if request.line is not None:
        name = word(lang, "request", line=request.line)
    if request.numero_editeur:
        name += f" · {word(lang, 'editor_number', number=request.numero_editeur)}"
    return name


def short_name(request: RequestReport, lang: str) -> str:
    """`demande 3`, or `fichier entier` for what is said of the whole file."""
    if request.line is None:
        return word(lang, "short_whole_file")
    return word(lang, "short_request", line=request.line)


def report_name(report: Report) -> str:
    """`d5/solde.json · Dr Camille Exemple`; of several dossiers, how many they are; "" where there is none."""
    lang = report.lang
    files = {heading.file for heading in report.headings} or {each.file for each in report.requests}
    if len(files) != 1:
        return counted(lang, "in_files", len(files)) if files else ""
    (file,) = files
    papers = any(heading.without_json for heading in report.headings)
    name = "/".join(relative(file).rsplit("/", 2)[-1 if papers else -2 :])
    clients = {each.facts.client for each in report.requests if each.line is not None}
    clients = clients or {each.facts.client for each in report.requests}
    if len(clients) > 1:
        requests = sum(1 for each in report.requests if each.line is not None)
        return f"{name} · {counted(lang, 'requests', requests)}"
    client = clients.pop() if clients else None
    return f"{name} · {client}" if client else name


def concerned(requests: Iterable[RequestReport], lang: str) -> str:
    """`demande 3`, `demandes 1, 3 et 5 à 9`; "" where none is a request."""
    runs: list[list[int]] = []
    lines = sorted({request.line for request in requests if request.line is not None})
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    if not lines:
        return ""
    told: list[str] = []
    for first, last in runs:
        if last > first + 1:
            told.append(word(lang, "from_to", first=first, last=last))
        else:
            told += [str(line) for line in range(first, last + 1)]
    return counted(lang, "requests_named", len(lines), lines=", ".join(told))


def how_many(requests: int, papers: int, lang: str) -> str:
    """`3 demandes, 1 dossier sans JSON`, of requests of which some are dossiers without JSON."""
    parts = (
        [counted(lang, "requests", requests - papers)] if requests > papers or not papers else []
    )
    parts += [counted(lang, "papers_counted", papers)] if papers else []
    return ", ".join(parts)


def heading_rows(heading: Heading, lang: str) -> Iterator[tuple[str, str]]:
    """What must be known of a file before its findings: label and value."""
    if heading.sons is not None:
        yield word(lang, "sons"), _with_origin(heading.sons, heading.sons_from, lang)
    if heading.phase is not None:
        step = word(lang, f"step_{heading.phase}")
        yield word(lang, "step"), _with_origin(step, heading.phase_from, lang)
    deposit = f"{heading.deposit}, {word(lang, 'paris')}"
    yield word(lang, "deposit"), _with_origin(deposit, heading.deposit_from, lang)
    yield word(lang, "pieces"), _attachments(heading, lang)
    if heading.avance or (heading.phase == Step.SOLDE and not heading.without_json):
        yield word(lang, "avance"), heading.avance or word(lang, "no_avance")
    for note in heading.notes:
        yield word(lang, "note"), note


def _with_origin(value: str, origin: str, lang: str) -> str:
    return f"{value} ({word(lang, f'from_{origin}')})" if origin else value


def _attachments(heading: Heading, lang: str) -> str:
    """Where the attachments are, and how many."""
    if heading.pieces is None:
        return word(lang, "no_pieces")
    count = heading.pieces_count or 0
    key = {0: "no_file", 1: "one_file"}.get(count, "files")
    return f"{heading.pieces} ({word(lang, key, count=count)})"
