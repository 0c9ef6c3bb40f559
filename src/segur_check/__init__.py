"""Checks Ségur numérique funding requests before they are filed with the ASP.

from segur_check import check

report = check("commandes/CMD-0042", sons="MDV-LGC-Va1", depot="2022-07-04T10:30")
print(report.verdict, [finding.code for request in report.requests for finding in request.findings])
"""

TYPE_CHECKING = False  # that of `typing` is slow to import, and Ctrl-C is not heard meanwhile
if TYPE_CHECKING:
    from segur_check.api import check
    from segur_check.errors import SegurCheckError
    from segur_check.report import Finding, Report, RequestReport, Verdict

__all__ = ["Finding", "Report", "RequestReport", "SegurCheckError", "Verdict", "check"]
__version__ = "0.4.0"

_HOMES = {
    "check": "segur_check.api",
    "SegurCheckError": "segur_check.errors",
    "Finding": "segur_check.report",
    "Report": "segur_check.report",
    "RequestReport": "segur_check.report",
    "Verdict": "segur_check.report",
}


def __getattr__(name: str) -> object:
    # The engine is loaded when it is used: --version and --help have no need of it.
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(_HOMES[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
