"""The colours of severities and verdicts at a terminal, as rich writes styles."""

from segur_check.report import Verdict
from segur_check.values.severity import Severity

SEVERITY_STYLES: dict[str, str] = {
    Severity.REJET: "bold white on red",
    Severity.A_MODIFIER: "bold white on magenta",
    Severity.ALERTE: "bold black on yellow",
    Severity.INFO: "bold white on blue",
}
VERDICT_STYLES: dict[str, str] = {
    Verdict.REJECT: "bold red",
    Verdict.TO_CHANGE: "bold magenta",
    Verdict.TO_VERIFY: "bold yellow",
    Verdict.NO_ANOMALY: "bold green",
}
