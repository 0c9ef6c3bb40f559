"""Reports to people and machines: pure functions of a report, one module per format."""

from segur_check.errors import UsageFault
from segur_check.report import Report
from segur_check.reporters.display import Display

FORMATS = (
    *("text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab"),
    *("markdown", "csv", "xlsx", "html"),
)
# What only a file can hold.
BINARY = frozenset({"xlsx"})


def rendered(  # noqa: C901 - one branch per format
    report: Report, form: str, display: Display
) -> str | bytes:
    """The report in one of FORMATS; each format is imported only when it is asked for.

    Raises:
        UsageFault: there is no such format.
    """
    match form:
        case "text":
            from segur_check.reporters.text import text  # noqa: PLC0415 - rich is heavy

            return text(report, display)
        case "concise":
            from segur_check.reporters.concise import concise  # noqa: PLC0415

            return concise(report, display)
        case "json":
            from segur_check.reporters.jsonreport import json_report  # noqa: PLC0415

            return json_report(report)
        case "jsonl":
            from segur_check.reporters.jsonreport import jsonl  # noqa: PLC0415

            return jsonl(report)
        case "sarif":
            from segur_check.reporters.sarif import sarif  # noqa: PLC0415

            return sarif(report, display.root)
        case "junit":
            from segur_check.reporters.junit import junit  # noqa: PLC0415 - lxml is heavy

            return junit(report)
        case "github":
            from segur_check.reporters.github import github  # noqa: PLC0415

            return github(report, display.root)
        case "gitlab":
            from segur_check.reporters.gitlab import gitlab  # noqa: PLC0415

            return gitlab(report, display.root)
        case "markdown":
            from segur_check.reporters.markdown import markdown  # noqa: PLC0415

            return markdown(report)
        case "csv":
            from segur_check.reporters.csvreport import csv_report  # noqa: PLC0415

            return csv_report(report)
        case "xlsx":
            from segur_check.reporters.workbook import workbook  # noqa: PLC0415

            return workbook(report)
        case "html":
            from segur_check.reporters.html.page import html  # noqa: PLC0415 - jinja2 is heavy

            return html(report, display)
    known = ", ".join(FORMATS)
    raise UsageFault(
        f"--output : le format « {form} » n'existe pas ; formats : {known}",
        f"--output: there is no format “{form}”; formats: {known}",
    )
