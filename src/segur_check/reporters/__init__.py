"""Reports to people and machines: pure functions of a report, one module per format."""

from segur_check.errors import UsageFault
from segur_check.findings import Report
from segur_check.reporters.display import Display

FORMATS = ("text", "concise", "json", "html")


def rendered(report: Report, form: str, display: Display) -> str:
    """The report in one of FORMATS; each format is imported only when it is asked for.

    Raises:
        UsageFault: there is no such format.
    """
    if form == "text":
        from segur_check.reporters.text import text  # noqa: PLC0415 - rich is heavy

        return text(report, display)
    if form == "concise":
        from segur_check.reporters.concise import concise  # noqa: PLC0415

        return concise(report, display)
    if form == "json":
        from segur_check.reporters.jsonreport import json_report  # noqa: PLC0415

        return json_report(report)
    if form == "html":
        from segur_check.reporters.html.page import html  # noqa: PLC0415

        return html(report, display)
    known = ", ".join(FORMATS)
    raise UsageFault(
        f"--output : le format « {form} » n'existe pas ; formats : {known}",
        f"--output: there is no format “{form}”; formats: {known}",
    )
