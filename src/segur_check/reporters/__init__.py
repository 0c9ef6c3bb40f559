"""Reports to people and machines: pure functions of a report, one module per format."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from segur_check.errors import UsageFault
from segur_check.printable import printable
from segur_check.report import Report
from segur_check.reporters.display import Display
from segur_check.reporters.printed import printed

ReportFunction = Callable[[Report, Display], str | bytes]


class Format(Struct, frozen=True):
    """One format of `-o`: where its function stands in this package, as `module:function`.

    `binary`: only a file can hold it. `for_a_browser`: nobody reads it at a terminal.
    `per_dossier`: each dossier has a report of its own, written as soon as the dossier is checked; the
    other formats wait for the last dossier and tell the whole run. `lot_lines`: in a batch, the lines of `lot` (one per dossier, then the figures) take its place.
    """

    function: str
    binary: bool = False
    for_a_browser: bool = False
    per_dossier: bool = False
    lot_lines: bool = False


# In the order in which --help lists them. A new format is one line here, and one module.
FORMATS: dict[str, Format] = {
    "text": Format("text:text", lot_lines=True),
    "concise": Format("concise:concise"),
    "json": Format("jsonreport:json_report"),
    "jsonl": Format("jsonreport:jsonl", per_dossier=True),
    "sarif": Format("sarif:sarif"),
    "junit": Format("junit:junit"),
    "github": Format("github:github"),
    "gitlab": Format("gitlab:gitlab"),
    "markdown": Format("markdown:markdown"),
    "actions": Format("actions:actions"),
    "csv": Format("csvreport:csv_report"),
    "xlsx": Format("workbook:workbook", binary=True),
    "html": Format("html.page:html", for_a_browser=True),
}


def rendered(report: Report, form: str, display: Display) -> str | bytes:
    """The report in one of FORMATS; no text from outside begins a line of it, or hides a sign.

    Raises:
        UsageFault: there is no such format.
    """
    from pkgutil import resolve_name  # noqa: PLC0415 - --help renders no report

    # Some formats import heavy libraries: each is imported only when it is asked for.
    function: ReportFunction = resolve_name(f"{__name__}.{format_named(form).function}")
    return function(printed(report), replace(display, root=printable(display.root)))


def format_named(form: str) -> Format:
    """The format of that name, as `-o` takes it.

    Raises:
        UsageFault: there is no such format.
    """
    if form in FORMATS:
        return FORMATS[form]
    known = ", ".join(FORMATS)
    raise UsageFault(
        f"--output : le format « {form} » n'existe pas ; formats : {known}",
        f"--output: there is no format “{form}”; formats: {known}",
    )
