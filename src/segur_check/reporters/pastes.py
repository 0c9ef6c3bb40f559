"""The lines of settings that a report asks for: one block per file, to be copied as it is."""

from collections import defaultdict

from segur_check.report import Finding, Paste, Report, Unchecked


def toml(paste: Paste) -> str:
    """The lines under the line of their table."""
    return "\n".join([paste.table, *paste.lines] if paste.table else paste.lines)


def pastes(report: Report) -> dict[str, str]:
    """By file of settings, all that the requests of a report lack in it, each table and key once.

    Lines of no table come first: under a table they would belong to it.
    """
    tables: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for request in report.requests:
        every: tuple[Finding | Unchecked, ...] = (*request.findings, *request.not_checked)
        for lacking in every:
            if lacking.paste is not None:
                of_table = tables[lacking.paste.file][lacking.paste.table]
                for line in lacking.paste.lines:
                    of_table.setdefault(line.partition(" = ")[0], line)
    return {
        file: "\n\n".join(
            toml(Paste(file, table, tuple(lines.values())))
            for table, lines in sorted(of_file.items(), key=lambda entry: entry[0] != "")
        )
        for file, of_file in tables.items()
    }
